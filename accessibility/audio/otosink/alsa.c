//go:build cgo && linux && !ci

/*
 * oto opens "default" and, if that fails, every other output of the machine; it never
 * gives a device back; it has no way to be muted; and it keeps a full queue of silence in
 * front of the first sound. The linker lets us stand between it and libasound: --wrap
 * turns its calls of a few functions into calls of those below.
 */
#define _GNU_SOURCE /* memmem */
#include <alsa/asoundlib.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include "alsa.h"

int __real_snd_pcm_open(snd_pcm_t **pcm, const char *name, snd_pcm_stream_t stream, int mode);
snd_pcm_sframes_t __real_snd_pcm_writei(snd_pcm_t *pcm, const void *buf, snd_pcm_uframes_t n);
int __real_snd_pcm_recover(snd_pcm_t *pcm, int err, int silent);
int __real_snd_pcm_hw_params_set_buffer_size_near(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_uframes_t *n);

enum { SLOTS = 64, NAME = 256, SILENCE = 1024, RATE = 48000 };
enum { SLOW_RESTART = 5000000 }; /* ns; a device that takes longer to begin anew keeps its silence */

/* A device that oto has open. An abandoned one keeps its slot until oto has come back
 * from its last write, which a stuck driver may never let it do. */
static struct slot {
	_Atomic(snd_pcm_t *) pcm;
	atomic_int muted, dead, failed, card, server, urgent;
	atomic_ulong underruns;
	atomic_ulong size; /* the device's buffer in frames, as it was granted; 0: nothing was written yet */
	/* Of the one goroutine that writes: how much silence was written since the last sound,
	 * and whether beginning anew was found slow. */
	snd_pcm_uframes_t silent;
	int slow;
} slots[SLOTS];

/* Who waits because only silence is to be played is woken when a sound has come. */
static pthread_mutex_t waiting = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t sounds;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void init(void) {
	pthread_condattr_t attr;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&sounds, &attr);
}

static long long now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Set by modu_open, which Go calls under a lock. */
static char wanted[NAME];
static int opened = -1;

/* The card a device plays on, or -1 where ALSA does not tell. */
static int card_of(snd_pcm_t *pcm) {
	snd_pcm_info_t *info;
	snd_pcm_info_alloca(&info);
	return snd_pcm_info(pcm, info) < 0 ? -1 : snd_pcm_info_get_card(info);
}

/* Whether a device leads to a sound server: PulseAudio, PipeWire and their like are "I/O
 * plugins" of ALSA, which names them when it is asked to describe what it opened. */
static int server_of(snd_pcm_t *pcm) {
	snd_output_t *out;
	char *text;
	if (snd_output_buffer_open(&out) < 0) return 0;
	int found = 0;
	if (snd_pcm_dump(pcm, out) >= 0) {
		size_t n = snd_output_buffer_string(out, &text);
		found = memmem(text, n, "I/O Plugin", 10) != 0;
	}
	snd_output_close(out);
	return found;
}

static void quiet(const char *file, int line, const char *function, int err, const char *fmt, ...) {}

/* Some twenty lines on stderr for a missing device help nobody; the error itself comes
 * back as a number. */
int modu_probe(const char *name, int *card, int *server) {
	snd_pcm_t *pcm;
	snd_lib_error_set_handler(quiet);
	*card = -1;
	*server = 0;
	int err = __real_snd_pcm_open(&pcm, name, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
	if (err < 0) return err;
	*card = card_of(pcm);
	*server = server_of(pcm);
	snd_pcm_close(pcm);
	return 0;
}

/* From now on oto opens this device and no other. */
int modu_open(const char *name) {
	if (strlen(name) >= NAME) return -ENAMETOOLONG;
	strcpy(wanted, name);
	opened = -1;
	return 0;
}

/* Nothing may be opened any more. */
void modu_opened(void) { wanted[0] = 0; }

/* Where the device that was opened since modu_open is; -1: none was. */
int modu_slot(void) { return opened; }

int __wrap_snd_pcm_open(snd_pcm_t **pcm, const char *name, snd_pcm_stream_t stream, int mode) {
	if (!wanted[0] || strcmp(name, "default") != 0) return -ENODEV; /* never another device */
	for (int i = 0; i < SLOTS; i++) {
		if (atomic_load(&slots[i].pcm)) continue;
		int err = __real_snd_pcm_open(pcm, wanted, stream, mode);
		if (err < 0) return err;
		atomic_store(&slots[i].muted, 0);
		atomic_store(&slots[i].dead, 0);
		atomic_store(&slots[i].failed, 0);
		atomic_store(&slots[i].card, card_of(*pcm));
		atomic_store(&slots[i].server, server_of(*pcm));
		atomic_store(&slots[i].underruns, 0);
		atomic_store(&slots[i].urgent, 0);
		atomic_store(&slots[i].size, 0);
		slots[i].silent = slots[i].slow = 0;
		atomic_store(&slots[i].pcm, *pcm);
		opened = i;
		return 0;
	}
	return -EMFILE;
}

static struct slot *slot_of(snd_pcm_t *pcm) {
	for (int i = 0; i < SLOTS; i++)
		if (atomic_load(&slots[i].pcm) == pcm) return &slots[i];
	return 0;
}

/* give lets go of the device, whoever comes first. A card must be closed, or it is busy
 * when it is wanted again. A plug-in is only written to no more: the file plug-in aborts
 * the whole program when it is closed with samples that nobody reads. */
static void give(struct slot *s, snd_pcm_t *pcm) {
	snd_pcm_t *mine = pcm;
	if (!atomic_compare_exchange_strong(&s->pcm, &mine, 0)) return;
	if (atomic_load(&s->card) >= 0) snd_pcm_close(pcm);
}

/* oto asks for two periods. Four short ones hold as much and are refilled twice as often:
 * what was cut fades sooner, and a late goroutine has three periods of time instead of one. */
int __wrap_snd_pcm_hw_params_set_buffer_size_near(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_uframes_t *n) {
	*n *= 2;
	return __real_snd_pcm_hw_params_set_buffer_size_near(pcm, params, n);
}

/* A sound has begun: nobody should wait behind silence. */
void modu_wake(int i) {
	if (i < 0) return;
	pthread_once(&once, init);
	pthread_mutex_lock(&waiting);
	atomic_store(&slots[i].urgent, 1);
	pthread_cond_broadcast(&sounds);
	pthread_mutex_unlock(&waiting);
}

/* nap waits for so many frames, or until a sound has begun: then it returns 1. */
static int nap(struct slot *s, snd_pcm_uframes_t frames) {
	long long until = now() + frames * 1000000000LL / RATE;
	struct timespec t = {until / 1000000000, until % 1000000000};
	pthread_once(&once, init);
	pthread_mutex_lock(&waiting);
	int err = 0;
	while (!atomic_load(&s->urgent) && !err) err = pthread_cond_timedwait(&sounds, &waiting, &t);
	int urgent = atomic_exchange(&s->urgent, 0);
	pthread_mutex_unlock(&waiting);
	return urgent;
}

/* idle waits until the device wants more silence. It returns 1 when a sound has begun
 * meanwhile: then this silence is not needed. The device is left two periods of time; that
 * it should run dry while nothing is heard does no harm. */
static int idle(struct slot *s, snd_pcm_t *pcm, snd_pcm_uframes_t n) {
	snd_pcm_sframes_t room = snd_pcm_avail(pcm);
	if (room < 0 || room >= (snd_pcm_sframes_t)n) return 0; /* an error is oto's matter: it writes and recovers */
	while (room >= 0 && room + 2 * n < s->size && !atomic_load(&s->dead)) {
		if (nap(s, s->size - 2 * n - room)) return 1;
		room = snd_pcm_avail(pcm);
	}
	return 0;
}

/* anew throws away what is queued, which is nothing but silence, so that a sound is heard
 * now and not behind it. That is for sound servers. A card is not stopped: some cut off the
 * first syllable when they are started. */
static void anew(struct slot *s, snd_pcm_t *pcm) {
	if (s->slow || atomic_load(&s->card) >= 0 || s->silent < s->size) return;
	snd_pcm_sframes_t room = snd_pcm_avail(pcm);
	if (room < 0 || (snd_pcm_uframes_t)room >= s->size) return; /* nothing waits there that could be thrown away */
	long long began = now();
	if (snd_pcm_drop(pcm) >= 0) snd_pcm_prepare(pcm);
	s->slow = now() - began > SLOW_RESTART;
}

static int is_silent(const float *buf, snd_pcm_uframes_t n) {
	for (snd_pcm_uframes_t i = 0; i < n; i++)
		if (buf[i] != 0) return 0;
	return 1;
}

snd_pcm_sframes_t __wrap_snd_pcm_writei(snd_pcm_t *pcm, const void *buf, snd_pcm_uframes_t n) {
	static const float silence[SILENCE]; /* mono, 32 bit floating point, as we ask oto for */
	struct slot *s = slot_of(pcm);
	if (!s) return -ENODEV;
	if (!s->size) {
		snd_pcm_uframes_t size, period;
		atomic_store(&s->size, snd_pcm_get_params(pcm, &size, &period) < 0 ? 1 : size);
	}
	if (atomic_load(&s->muted)) {
		buf = silence;
		if (n > SILENCE) n = SILENCE;
	}
	int quiet = is_silent(buf, n);
	if (quiet && idle(s, pcm, n)) return n;
	if (atomic_load(&s->dead)) {
		give(s, pcm);
		return -ENODEV; /* oto ends its goroutine without touching the handle again */
	}
	if (!quiet) anew(s, pcm);
	snd_pcm_sframes_t done = __real_snd_pcm_writei(pcm, buf, n);
	if (done == -EPIPE && !s->silent) atomic_fetch_add(&s->underruns, 1); /* silence that breaks off is none */
	if (done > 0) s->silent = quiet ? s->silent + done : 0;
	return done;
}

/* After a failed write oto asks whether the device can go on; where it cannot, oto does not
 * write again. One that is dropped in the same moment would keep its slot, and a card its
 * file, without end: whoever comes second here and in modu_drop gives it back. */
int __wrap_snd_pcm_recover(snd_pcm_t *pcm, int err, int silent) {
	struct slot *s = slot_of(pcm);
	int r = __real_snd_pcm_recover(pcm, err, silent);
	if (r < 0 && s) {
		atomic_store(&s->failed, 1);
		if (atomic_load(&s->dead)) give(s, pcm);
	}
	return r;
}

void modu_mute(int i, int on) {
	if (i >= 0) atomic_store(&slots[i].muted, on);
}

/* The device is not needed any more, or has failed. dead: oto has given it up already and will not
 * write again; otherwise its next write gives the device back. */
void modu_drop(int i, int dead) {
	if (i < 0) return;
	snd_pcm_t *pcm = atomic_load(&slots[i].pcm);
	atomic_store(&slots[i].dead, 1);
	if (pcm && (dead || atomic_load(&slots[i].failed))) give(&slots[i], pcm);
}

/* How many devices are held. */
int modu_held(void) {
	int n = 0;
	for (int i = 0; i < SLOTS; i++) n += atomic_load(&slots[i].pcm) != 0;
	return n;
}

unsigned long modu_underruns(int i) { return i < 0 ? 0 : atomic_load(&slots[i].underruns); }

unsigned long modu_size(int i) { return i < 0 ? 0 : atomic_load(&slots[i].size); }

int modu_server(int i) { return i < 0 ? 0 : atomic_load(&slots[i].server); }

int modu_card(int i) { return i < 0 ? -1 : atomic_load(&slots[i].card); }
