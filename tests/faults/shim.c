/* Stands between the program and the C library: counts the calls that change files below one
   folder, and at a chosen call kills the process or answers with an error.

   Loaded with LD_PRELOAD; idle until lw_arm() is called. fsync is counted and not awaited: what is
   killed here is a process, and the system keeps what the process had written. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum fault { COUNT, KILL_BEFORE, KILL_HALF, KILL_AFTER, FAIL_ONCE, FAIL_FROM_HERE };
enum { MOST = 65536 };

static char folder[PATH_MAX];
static size_t folder_length;
static long at, seen;
static int how, error_number, armed;
static char calls[MOST];

void lw_arm(const char *path, long number, int fault, int error) {
    strncpy(folder, path, sizeof folder - 1);
    folder_length = strlen(folder);
    at = number;
    how = fault;
    error_number = error;
    seen = 0;
    armed = 1;
}

void lw_disarm(void) { armed = 0; }

long lw_seen(void) { return seen; }

/* One letter for each call seen: w write, s sync, r rename, t truncate, u unlink. */
char lw_call(long number) { return calls[number]; }

static int below(const char *path) { return strncmp(path, folder, folder_length) == 0; }

static int is_watched(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return below(path);
}

static void die(void) { raise(SIGKILL); }

/* Whether this call is to fail; kills before it where that is asked for. */
static int meets(char call, int can_fail) {
    long number = seen++;
    if (number < MOST)
        calls[number] = call;
    if (number == at && how == KILL_BEFORE)
        die();
    return can_fail && ((number == at && how == FAIL_ONCE) || (number >= at && how == FAIL_FROM_HERE));
}

static int is_here(int fault) { return seen - 1 == at && how == fault; }

static int fail(void) {
    errno = error_number;
    return -1;
}

#define ORIGINAL(name) \
    static __typeof__(name) *original; \
    if (!original) \
        original = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* The body of a call that writes bytes: half of them, or all, may arrive before the end. */
#define WRITES(half, whole) \
    if (!armed || !is_watched(descriptor)) \
        return whole; \
    if (meets('w', 1)) \
        return fail(); \
    if (is_here(KILL_HALF)) { \
        half; \
        die(); \
    } \
    ssize_t done = whole; \
    if (is_here(KILL_AFTER)) \
        die(); \
    return done

/* The body of a call that happens or does not; one that frees space does not fail. */
#define HAPPENS(call, watched, can_fail, whole) \
    if (!armed || !(watched)) \
        return whole; \
    if (meets(call, can_fail)) \
        return fail(); \
    int done = whole; \
    if (is_here(KILL_AFTER) || is_here(KILL_HALF)) \
        die(); \
    return done

ssize_t write(int descriptor, const void *data, size_t size) {
    ORIGINAL(write);
    WRITES(original(descriptor, data, size / 2), original(descriptor, data, size));
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t offset) {
    ORIGINAL(pwrite64);
    WRITES(original(descriptor, data, size / 2, offset), original(descriptor, data, size, offset));
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset) {
    ORIGINAL(pwrite);
    WRITES(original(descriptor, data, size / 2, offset), original(descriptor, data, size, offset));
}

int fsync(int descriptor) {
    ORIGINAL(fsync);
    HAPPENS('s', is_watched(descriptor), 0, (armed ? 0 : original(descriptor)));
}

int fdatasync(int descriptor) {
    ORIGINAL(fdatasync);
    HAPPENS('s', is_watched(descriptor), 0, (armed ? 0 : original(descriptor)));
}

int rename(const char *from, const char *to) {
    ORIGINAL(rename);
    HAPPENS('r', below(from) || below(to), 0, original(from, to));
}

int ftruncate64(int descriptor, off64_t size) {
    ORIGINAL(ftruncate64);
    HAPPENS('t', is_watched(descriptor), 0, original(descriptor, size));
}

int unlink(const char *path) {
    ORIGINAL(unlink);
    HAPPENS('u', below(path), 0, original(path));
}
