// libedit, with the types of its variadic calls fixed.

#include "CEditLine.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

// Signals that come while a line is edited. libedit's own handling (EL_SIGNAL) sends each of them
// on to the whole process group and redraws inside the handler; these handlers only take note, and
// the reading loop below acts.
static volatile sig_atomic_t resized, suspended;

static void note_resize(int signal) { (void)signal; resized = 1; }
static void note_suspension(int signal) { (void)signal; suspended = 1; }

static void suspend(EditLine *editor) {
  el_set(editor, EL_PREP_TERM, 0);
  struct sigaction ours, ordinary;
  memset(&ordinary, 0, sizeof ordinary);
  ordinary.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &ordinary, &ours);
  sigset_t only, before;
  sigemptyset(&only);
  sigaddset(&only, SIGTSTP);
  raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &only, &before);  // stops here, until the shell says `fg`
  sigprocmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &ours, NULL);
  el_set(editor, EL_PREP_TERM, 1);
  el_resize(editor);
  el_set(editor, EL_REFRESH);
}

static int columns(EditLine *editor) {
  int count = 0;
  char name[] = "co";
  el_get(editor, EL_GETTC, name, &count);
  return count;
}

// Takes over a new size. libedit adds a typed character without drawing the rest of the line as long
// as that does not reach where the right prompt was, which the new width has moved: so the key that
// draws the line follows.
static void renew_size(EditLine *editor) {
  int before = columns(editor);
  el_resize(editor);
  if (columns(editor) != before) el_push(editor, EDITLINE_REFRESH_KEY);
}

// Waits for a byte with the signals blocked outside of the waiting, so that none is missed between
// looking at the flags and going to sleep.
static bool wait_for_input(EditLine *editor) {
  sigset_t watched, before;
  sigemptyset(&watched);
  sigaddset(&watched, SIGINT);
  sigaddset(&watched, SIGWINCH);
  sigaddset(&watched, SIGTSTP);
  sigprocmask(SIG_BLOCK, &watched, &before);
  bool ready = false;
  while (true) {
    if (interrupts_count() > 0) {
      errno = EINTR;
      break;
    }
    if (resized) {
      resized = 0;
      renew_size(editor);
    }
    if (suspended) {
      suspended = 0;
      suspend(editor);
    }
    fd_set input;
    FD_ZERO(&input);
    FD_SET(STDIN_FILENO, &input);
    int count = pselect(STDIN_FILENO + 1, &input, NULL, NULL, NULL, &before);
    if (count > 0) {
      // The signal may have come before the new size could be read.
      renew_size(editor);
      ready = true;
      break;
    }
    if (count < 0 && errno != EINTR) break;
  }
  int reason = errno;
  sigprocmask(SIG_SETMASK, &before, NULL);
  errno = reason;
  return ready;
}

// What was read from the terminal before a line was edited, and was meant for it.
static char *returned;
static size_t returned_count, returned_used;

void editline_give_back(const void *bytes, size_t count) {
  size_t left = returned_count - returned_used;
  char *all = malloc(left + count);
  if (all == NULL) return;
  if (left > 0) memcpy(all, returned + returned_used, left);
  memcpy(all + left, bytes, count);
  free(returned);
  returned = all;
  returned_count = left + count;
  returned_used = 0;
}

static ssize_t read_byte(EditLine *editor, char *byte) {
  if (returned_used < returned_count) {
    *byte = returned[returned_used++];
    return 1;
  }
  return wait_for_input(editor) ? read(STDIN_FILENO, byte, 1) : -2;
}

// One character of UTF-8. A byte that belongs to none becomes U+FFFD, so that it is seen.
static int read_character(EditLine *editor, wchar_t *character) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  while (true) {
    char byte;
    ssize_t count = read_byte(editor, &byte);
    if (count == -2) return -1;
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return (int)count;
    size_t length = mbrtowc(character, &byte, 1, &state);
    if (length == (size_t)-2) continue;
    if (length == (size_t)-1) *character = 0xFFFD;
    if (length == 0) *character = 0;
    return 1;
  }
}

EditLine *editline_open(
    void *client, editline_prompt_function prompt, editline_prompt_function right_prompt) {
  EditLine *editor = el_init("tangent", stdin, stdout, stderr);
  if (editor == NULL) return NULL;
  el_set(editor, EL_CLIENTDATA, client);
  el_set(editor, EL_SIGNAL, 0);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_GETCFN, read_character);
  el_set(editor, EL_PROMPT_ESC, prompt, '\1');
  el_set(editor, EL_RPROMPT_ESC, right_prompt, '\1');
  return editor;
}

void *editline_client(EditLine *editor) {
  void *client = NULL;
  el_get(editor, EL_CLIENTDATA, &client);
  return client;
}

void editline_name(EditLine *editor, const char *name, editline_key_function function) {
  el_set(editor, EL_ADDFN, name, "of tangent", function);
}

void editline_bind_name(EditLine *editor, const char *key, const char *name) {
  el_set(editor, EL_BIND, key, name, NULL);
}

void editline_bind_alternative(EditLine *editor, const char *key, const char *name) {
  el_set(editor, EL_BIND, "-a", key, name, NULL);
}

void editline_bind_users(EditLine *editor) {
  char path[4096];
  const char *own = getenv("EDITRC"), *home = getenv("HOME");
  if (own == NULL && home == NULL) return;
  snprintf(path, sizeof path, "%s%s", own ? own : home, own ? "" : "/.editrc");
  FILE *file = fopen(path, "re");
  if (file == NULL) return;
  Tokenizer *tokenizer = tok_init(NULL);
  char line[1024];
  while (tokenizer != NULL && fgets(line, sizeof line, file) != NULL) {
    int count;
    const char **words;
    line[strcspn(line, "\n")] = 0;
    tok_reset(tokenizer);
    if (line[0] == '#' || tok_str(tokenizer, line, &count, &words) != 0 || count < 3) continue;
    // `bind -v` and `bind -e` choose a map, and would empty it.
    const char *colon = strrchr(words[0], ':');
    if (strcmp(colon ? colon + 1 : words[0], "bind") == 0) el_parse(editor, count, words);
  }
  if (tokenizer != NULL) tok_end(tokenizer);
  fclose(file);
}

bool editline_read_settings(EditLine *editor) {
  el_source(editor, NULL);
  int editing = 1;
  el_get(editor, EL_EDITMODE, &editing);
  return editing != 0;
}

bool editline_is_vi(EditLine *editor) {
  const char *mode = NULL;
  el_get(editor, EL_EDITOR, &mode);
  return mode != NULL && strcmp(mode, "vi") == 0;
}

int editline_read(EditLine *editor, const char **line) {
  struct sigaction action, resize_before, suspend_before;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = note_resize;
  sigaction(SIGWINCH, &action, &resize_before);
  action.sa_handler = note_suspension;
  sigaction(SIGTSTP, &action, &suspend_before);
  resized = suspended = 0;
  el_resize(editor);  // the window may have changed while a statement ran
  // libedit shows the prompt first; a Ctrl-D that comes before the keys are its own would be lost.
  el_set(editor, EL_PREP_TERM, 1);

  int count = 0;
  errno = 0;
  *line = el_gets(editor, &count);
  int reason = errno;

  sigaction(SIGWINCH, &resize_before, NULL);
  sigaction(SIGTSTP, &suspend_before, NULL);
  if (*line != NULL) return count;
  // In an incremental search libedit takes an interrupted read for the end of the input.
  if ((count < 0 && reason == EINTR) || interrupts_count() > 0) return -2;
  return -1;
}

void editline_reset(EditLine *editor) { el_reset(editor); }

void editline_leave(EditLine *editor) {
  el_set(editor, EL_PREP_TERM, 0);
  signal(SIGTSTP, SIG_DFL);
}

void editline_return(EditLine *editor) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = note_suspension;
  sigaction(SIGTSTP, &action, NULL);
  suspended = 0;
  el_set(editor, EL_PREP_TERM, 1);
  el_resize(editor);
}

int editline_next_key(EditLine *editor, wchar_t *character) { return el_wgetc(editor, character); }

History *editline_history_open(EditLine *editor, int size) {
  History *history_ = history_init();
  if (history_ == NULL) return NULL;
  HistEvent event;
  history(history_, &event, H_SETSIZE, size);
  el_set(editor, EL_HIST, history, history_);
  return history_;
}

void editline_history_add(History *history_, const char *entry) {
  HistEvent event;
  history(history_, &event, H_ENTER, entry);
}

void editline_history_close(History *history_) { history_end(history_); }
