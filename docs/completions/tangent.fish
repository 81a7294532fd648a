function __tangent_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __tangent_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __tangent_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __tangent_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __tangent_parse_tokens -S
    set -l unparsed_tokens (__tangent_tokens -pc)
    switch $unparsed_tokens[1]
    case 'tangent'
        __tangent_parse_subcommand 1 'c=' 'i' 'output=' 'threads=' 'q/quiet' 'no-init' 'color=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'replay'
            __tangent_parse_subcommand 1 'update' 'tolerance=' 'output=' 'threads=' 'q/quiet' 'no-init' 'color=' 'version' 'h/help'
        case 'help'
            __tangent_parse_subcommand -r 1 'version'
        end
    end
end

function __tangent_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __tangent_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __tangent_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __tangent_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__tangent_tokens -p)
    if test -z "$(__tangent_tokens -t)"
        set -l index (count (__tangent_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'tangent' -f
complete -c 'tangent' -n '__tangent_should_offer_completions_for_positional "tangent" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'ntk\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" c' -s 'c' -d 'Run these commands instead of a file.' -rfka ''
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" i' -s 'i' -d 'Stay at a prompt afterwards.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" output' -l 'output' -d 'How values are printed; json is one object a line.' -rfka 'text json csv'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" threads' -l 'threads' -d 'Threads that work at once (default: all cores). Results do not depend on it.' -rfka ''
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" q quiet' -l 'quiet' -s 'q' -d 'No banner, remarks or progress.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" no-init' -l 'no-init' -d 'Do not read the settings file before a prompt.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" color' -l 'color' -d 'Colour in plots and messages.' -rfka 'auto always never'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" version' -l 'version' -d 'Show the version.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_positional "tangent" -eq 2' -fa 'replay' -d 'Run a session file and compare with the results recorded in it.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_positional "tangent" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_positional "tangent replay" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'ntk\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" update' -l 'update' -d 'Rewrite the recorded results instead of checking them.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" tolerance' -l 'tolerance' -d 'Relative tolerance of every number, from 0 to 1.' -rfka ''
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" output' -l 'output' -d 'How values are printed; json is one object a line.' -rfka 'text json csv'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" threads' -l 'threads' -d 'Threads that work at once (default: all cores). Results do not depend on it.' -rfka ''
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" q quiet' -l 'quiet' -s 'q' -d 'No banner, remarks or progress.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" no-init' -l 'no-init' -d 'Do not read the settings file before a prompt.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" color' -l 'color' -d 'Colour in plots and messages.' -rfka 'auto always never'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" version' -l 'version' -d 'Show the version.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent replay" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tangent' -n '__tangent_should_offer_completions_for_flags_or_options "tangent help" version' -l 'version' -d 'Show the version.'
