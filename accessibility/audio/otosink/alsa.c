//go:build cgo && linux && !ci

/*
 * oto opens "default" and, if that fails, every other output of the machine; it never
 * gives a device back; and it has no way to be muted. The linker lets us stand between
 * it and libasound: --wrap turns every call of snd_pcm_open and snd_pcm_writei in this
 * program into a call of the functions below.
 */
#include <alsa/asoundlib.h>
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include "alsa.h"

int __real_snd_pcm_open(snd_pcm_t **pcm, const char *name, snd_pcm_stream_t stream, int mode);
snd_pcm_sframes_t __real_snd_pcm_writei(snd_pcm_t *pcm, const void *buf, snd_pcm_uframes_t n);

enum { SLOTS = 64, NAME = 256, SILENCE = 1024 };

/* A device that oto has open. An abandoned one keeps its slot until oto has come back
 * from its last write, which a stuck driver may never let it do. */
static struct slot {
	_Atomic(snd_pcm_t *) pcm;
	atomic_int muted, dead, card;
	atomic_ulong underruns;
} slots[SLOTS];

/* Set by modu_open, which Go calls under a lock. */
static char wanted[NAME];
static int opened = -1;

/* The card a device plays on, or -1 where ALSA does not tell. */
static int card_of(snd_pcm_t *pcm) {
	snd_pcm_info_t *info;
	snd_pcm_info_alloca(&info);
	return snd_pcm_info(pcm, info) < 0 ? -1 : snd_pcm_info_get_card(info);
}

static void quiet(const char *file, int line, const char *function, int err, const char *fmt, ...) {}

/* Some twenty lines on stderr for a missing device help nobody; the error itself comes
 * back as a number. */
int modu_probe(const char *name, int *card) {
	snd_pcm_t *pcm;
	snd_lib_error_set_handler(quiet);
	*card = -1;
	int err = __real_snd_pcm_open(&pcm, name, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
	if (err < 0) return err;
	*card = card_of(pcm);
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
		atomic_store(&slots[i].card, card_of(*pcm));
		atomic_store(&slots[i].underruns, 0);
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

snd_pcm_sframes_t __wrap_snd_pcm_writei(snd_pcm_t *pcm, const void *buf, snd_pcm_uframes_t n) {
	static const float silence[SILENCE]; /* mono, 32 bit floating point, as we ask oto for */
	struct slot *s = slot_of(pcm);
	if (!s) return -ENODEV;
	if (atomic_load(&s->dead)) {
		give(s, pcm);
		return -ENODEV; /* oto ends its goroutine without touching the handle again */
	}
	if (atomic_load(&s->muted)) {
		buf = silence;
		if (n > SILENCE) n = SILENCE;
	}
	snd_pcm_sframes_t done = __real_snd_pcm_writei(pcm, buf, n);
	if (done == -EPIPE) atomic_fetch_add(&s->underruns, 1);
	return done;
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
	if (dead && pcm) give(&slots[i], pcm);
}

unsigned long modu_underruns(int i) { return i < 0 ? 0 : atomic_load(&slots[i].underruns); }

int modu_card(int i) { return i < 0 ? -1 : atomic_load(&slots[i].card); }
