import Catalog

/// `help keys`: what the keys of the prompt do.
enum KeysTopic {
  static let entry = Entry(
    "keys", .topic, summary: "what the keys do at the prompt",
    usage: "Tab  Enter  Up  Ctrl-R  Ctrl-C  Ctrl-D",
    details: """
      Tab completes the word, as far as it is clear; pressed again it lists what fits, with a line
      about each. It offers names of the right kind, options and their values, fields, and files
      inside quotes.
      Enter runs the line. Where it cannot end yet (an open bracket, a `|` at its end) it goes on in
      the next line.
        Alt-Enter           another line in any case
        Alt-?               the whole usage of what is being typed, under the line
        Ctrl-X Ctrl-E       the line in your editor, $VISUAL or $EDITOR (`edit`: the entry before)
        Up, Ctrl-P          the entry before, of those that begin with what is typed
        Down, Ctrl-N        the entry after
        Ctrl-R, Ctrl-S      search the history backwards, forwards, as you type
        Home, Ctrl-A        to the beginning of the line; again, of the entry
        End, Ctrl-E         to its end; again, that of the entry
        Ctrl-Left, Ctrl-Right   a word to the left, to the right
        Ctrl-K, Ctrl-U      cut to the end of the line, cut all of it
        Ctrl-W              cut the word before the cursor
        Ctrl-Y              put back what was cut
        Delete              the character under the cursor
        Ctrl-L              clear the screen
        Ctrl-C              drop the line; while something runs, stop it (help interrupting)
        Ctrl-D              on an empty line: leave
        Ctrl-Z              suspend; `fg` in the shell that started it resumes
      Up inside an entry of several lines goes to the line above. Pasted lines arrive as one entry,
      without prompts and results of the session they are from. Keys follow ~/.editrc; `bind -v` there gives vi's.
      """,
    examples: [Example("history fit")],
    searchTerms: [
      "keyboard", "shortcut", "tab", "completion", "complete", "history", "edit", "paste", "vi",
      "emacs", "arrow", "ctrl", "enter", "multi-line", "editrc", "clear screen", "suspend",
      "Ctrl-D",
      "Ctrl-R", "search",
    ],
    related: ["interrupting", "history", "exit", "statements"])
}
