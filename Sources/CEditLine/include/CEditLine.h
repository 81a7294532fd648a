// What the shell needs of the terminal and of libedit that Swift cannot call itself: el_set, el_get
// and history are variadic, stdin and stdout are global variables, and a signal handler must be C.
#pragma once

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>

// The line editor

/// A key no one has, which must be bound to a function that answers CC_REFRESH: it is pushed when the
/// size of the window has changed.
#define EDITLINE_REFRESH_KEY "\x1dr"

/// A function bound to a key; answers one of the CC_ codes of histedit.h.
typedef unsigned char (*editline_key_function)(EditLine *editor, int key);
/// The text of a prompt, valid until the next call. Escape sequences stand between two \1.
typedef char *(*editline_prompt_function)(EditLine *editor);

/// An editor on standard input and output with emacs keys; nil when the terminal cannot be used.
/// `client` comes back from `editline_client`. The right prompt is asked for again at every key as
/// long as it is never empty.
EditLine *editline_open(
    void *client, editline_prompt_function prompt, editline_prompt_function right_prompt);
void *editline_client(EditLine *editor);
/// Gives a function a name that keys can be bound to.
void editline_name(EditLine *editor, const char *name, editline_key_function function);
/// Binds a key sequence (in the notation of editrc) to a name, libedit's own included.
void editline_bind_name(EditLine *editor, const char *key, const char *name);
/// The same in the map of vi's command mode.
void editline_bind_alternative(EditLine *editor, const char *key, const char *name);
/// Binds once more the keys that the user's ~/.editrc binds.
void editline_bind_users(EditLine *editor);
/// Reads the user's ~/.editrc; false when it turned editing off.
bool editline_read_settings(EditLine *editor);
/// True with vi keys, where a lone escape must not wait for more.
bool editline_is_vi(EditLine *editor);

/// One line, without its end. Answers its length in bytes; -1 at the end of the input; -2 when a
/// signal interrupted it. `*line` stays valid until the next call.
int editline_read(EditLine *editor, const char **line);
/// Forgets the line after an interruption, which leaves it as it was.
void editline_reset(EditLine *editor);
/// What was read from the terminal meanwhile and was meant for the next line: it is read first.
void editline_give_back(const void *bytes, size_t count);
/// Gives the terminal to another program while a key function runs, and takes it back.
void editline_leave(EditLine *editor);
void editline_return(EditLine *editor);
/// The next key while a key function runs; 0 or less when there is none.
int editline_next_key(EditLine *editor, wchar_t *character);

/// libedit's own history, which only its incremental search reads.
History *editline_history_open(EditLine *editor, int size);
void editline_history_add(History *history, const char *entry);
void editline_history_close(History *history);

// Ctrl-C

/// Counts presses of Ctrl-C from now on, and makes blocked reads return with EINTR.
void interrupts_install(void);
/// Presses since the last `interrupts_clear`.
int interrupts_count(void);
void interrupts_clear(void);
/// While work runs a second press writes the words of `interrupts_explain` to standard error, and
/// a third ends the process with status 130.
void interrupts_set_working(bool working);
/// Copied at once; at most 250 bytes are kept.
void interrupts_explain(const char *words);

// The terminal

/// Makes characters UTF-8 (the user's locale if it is, C.UTF-8 otherwise) and leaves numbers alone.
/// False when there is no such locale.
bool terminal_use_utf8(void);
/// Columns and rows of the terminal on `descriptor`; false when it is none.
bool terminal_size(int descriptor, int *columns, int *rows);
/// Its size in pixels; false when it does not say.
bool terminal_pixels(int descriptor, int *width, int *height);
