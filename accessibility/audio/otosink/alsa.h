/* The one place through which oto opens devices and writes to them; see alsa.c. */
#ifndef MODU_ALSA_H
#define MODU_ALSA_H

int modu_probe(const char *name, int *card, int *server);
int modu_open(const char *name);
void modu_opened(void);
int modu_slot(void);
void modu_wake(int slot);
void modu_mute(int slot, int on);
void modu_drop(int slot, int dead);
int modu_card(int slot);
int modu_server(int slot);
unsigned long modu_size(int slot);
unsigned long modu_underruns(int slot);
int modu_held(void);

#endif
