#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "CKernels.h"

// Threads that stay. A piece of work here often takes 20 µs, less than waking a sleeping thread
// does, so for the next one a thread looks out a while before it sleeps: long enough for the pieces
// of a training step, short enough to leave the core to others between commands.
#define TURNS 1000  // of 10 to 50 ns each
#define MOST 1024

static struct {
  pthread_mutex_t mutex;
  pthread_cond_t wake, done;
  pthread_mutex_t owner;  // held by whoever's work is under way
  long threads;
  // The number of the piece of work, above the number of threads that are to help with it.
  _Atomic long piece;
  _Atomic long running;
  void (*_Atomic body)(void *, long);
  void *_Atomic context;
} pool = {
    .mutex = PTHREAD_MUTEX_INITIALIZER,
    .wake = PTHREAD_COND_INITIALIZER,
    .done = PTHREAD_COND_INITIALIZER,
    .owner = PTHREAD_MUTEX_INITIALIZER,
};

static void rest(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static void *work(void *argument) {
  long number = (long)argument, seen = 0;
  for (;;) {
    for (int turn = 0; turn < TURNS && atomic_load(&pool.piece) == seen; turn++) rest();
    if (atomic_load(&pool.piece) == seen) {
      pthread_mutex_lock(&pool.mutex);
      while (atomic_load(&pool.piece) == seen) pthread_cond_wait(&pool.wake, &pool.mutex);
      pthread_mutex_unlock(&pool.mutex);
    }
    seen = atomic_load(&pool.piece);
    if (number >= seen % MOST) continue;
    atomic_load(&pool.body)(atomic_load(&pool.context), number + 1);
    if (atomic_fetch_sub(&pool.running, 1) == 1) {
      pthread_mutex_lock(&pool.mutex);
      pthread_cond_signal(&pool.done);
      pthread_mutex_unlock(&pool.mutex);
    }
  }
  return NULL;
}

void ck_run(void (*body)(void *, long), void *context, long threads) {
  // Work inside work, or at the same time from elsewhere, has its own thread only.
  if (threads > MOST) threads = MOST;
  if (threads <= 1 || pthread_mutex_trylock(&pool.owner) != 0) return body(context, 0);
  for (; pool.threads < threads - 1; pool.threads++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, (void *)pool.threads) != 0) break;
    pthread_detach(thread);
  }
  long others = pool.threads < threads - 1 ? pool.threads : threads - 1;
  atomic_store(&pool.body, body);
  atomic_store(&pool.context, context);
  atomic_store(&pool.running, others);
  pthread_mutex_lock(&pool.mutex);
  atomic_store(&pool.piece, (atomic_load(&pool.piece) / MOST + 1) * MOST + others);
  pthread_cond_broadcast(&pool.wake);
  pthread_mutex_unlock(&pool.mutex);

  body(context, 0);
  for (int turn = 0; turn < TURNS && atomic_load(&pool.running) > 0; turn++) rest();
  if (atomic_load(&pool.running) > 0) {
    pthread_mutex_lock(&pool.mutex);
    while (atomic_load(&pool.running) > 0) pthread_cond_wait(&pool.done, &pool.mutex);
    pthread_mutex_unlock(&pool.mutex);
  }
  pthread_mutex_unlock(&pool.owner);
}
