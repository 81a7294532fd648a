// Ctrl-C: counted by a handler, polled by the work, and never lost.

#include "CEditLine.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static atomic_int presses;
static atomic_bool working;

// The words of the second press. A handler may not lock, so there are two places: new words go to
// the one that is not shown, then the places change.
static char words[2][256];
static atomic_int shown;

static void say(const char *text) {
  ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
  (void)ignored;
}

static void handle(int signal) {
  (void)signal;
  int count = atomic_fetch_add(&presses, 1) + 1;
  if (!atomic_load(&working)) return;
  if (count == 2) {
    say("\r\n");
    say(words[atomic_load(&shown)]);
    say("\n");
  } else if (count >= 3) {
    say("\n");
    _exit(130);
  }
}

void interrupts_install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = handle;  // no SA_RESTART: a blocked read must return
  sigaction(SIGINT, &action, NULL);
}

int interrupts_count(void) { return atomic_load(&presses); }

void interrupts_clear(void) { atomic_store(&presses, 0); }

void interrupts_set_working(bool now) { atomic_store(&working, now); }

void interrupts_explain(const char *text) {
  int hidden = 1 - atomic_load(&shown);
  size_t length = strlen(text);
  if (length > 250) {
    length = 250;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
  }
  memcpy(words[hidden], text, length);
  words[hidden][length] = 0;
  atomic_store(&shown, hidden);
}
