//go:build cgo && linux && !ci

package alsajack

/*
#cgo pkg-config: alsa
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <alsa/asoundlib.h>

// modu_jack_open finds a boolean element by its name and subscribes to changes.
static int modu_jack_open(const char *card, const char *control, snd_ctl_t **ctl, unsigned *numid) {
	snd_ctl_elem_list_t *list;
	snd_ctl_elem_info_t *info;
	int err = snd_ctl_open(ctl, card, SND_CTL_NONBLOCK | SND_CTL_READONLY);
	if (err < 0) err = snd_ctl_open(ctl, card, SND_CTL_NONBLOCK);
	if (err < 0) return err;
	snd_ctl_elem_list_alloca(&list);
	snd_ctl_elem_info_alloca(&info);
	if ((err = snd_ctl_elem_list(*ctl, list)) < 0) goto bad;
	unsigned n = snd_ctl_elem_list_get_count(list);
	if ((err = snd_ctl_elem_list_alloc_space(list, n)) < 0) goto bad;
	err = snd_ctl_elem_list(*ctl, list);
	*numid = 0;
	for (unsigned i = 0; err >= 0 && i < snd_ctl_elem_list_get_used(list); i++) {
		if (strcmp(snd_ctl_elem_list_get_name(list, i), control) != 0) continue;
		*numid = snd_ctl_elem_list_get_numid(list, i);
		break;
	}
	snd_ctl_elem_list_free_space(list);
	if (err < 0) goto bad;
	err = -ENOENT;
	if (!*numid) goto bad;
	snd_ctl_elem_info_set_numid(info, *numid);
	if ((err = snd_ctl_elem_info(*ctl, info)) < 0) goto bad;
	err = -EINVAL;
	if (snd_ctl_elem_info_get_type(info) != SND_CTL_ELEM_TYPE_BOOLEAN) goto bad;
	if ((err = snd_ctl_subscribe_events(*ctl, 1)) < 0) goto bad;
	return 0;
bad:
	snd_ctl_close(*ctl);
	return err;
}

// modu_jack_read is 1 for a plug, 0 for none, or an error.
static int modu_jack_read(snd_ctl_t *ctl, unsigned numid) {
	snd_ctl_elem_value_t *v;
	snd_ctl_elem_value_alloca(&v);
	snd_ctl_elem_value_set_numid(v, numid);
	int err = snd_ctl_elem_read(ctl, v);
	return err < 0 ? err : snd_ctl_elem_value_get_boolean(v, 0) != 0;
}

// modu_jack_wait waits for something to change, and takes note of it.
static int modu_jack_wait(snd_ctl_t *ctl, int ms) {
	snd_ctl_event_t *e;
	int n = snd_ctl_wait(ctl, ms);
	if (n <= 0) return n;
	snd_ctl_event_alloca(&e);
	while ((n = snd_ctl_read(ctl, e)) > 0);
	return n == -EAGAIN || n == 0 ? 1 : n;
}
*/
import "C"

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"modu/devices"
	"modu/devices/evdev"
	"modu/devices/transport"
)

// look is how long one wait lasts: how long Close may take, and how late an edge is
// noticed whose event was lost. An event ends the wait at once.
const look = 200 * time.Millisecond

var _ transport.Opener = Opener{}

// Open finds the control. What is read first is how things stand now.
func (o Opener) Open(context.Context, transport.PortSpec) (transport.Port, error) {
	card, control := C.CString(o.Card), C.CString(o.Control)
	defer C.free(unsafe.Pointer(card))
	defer C.free(unsafe.Pointer(control))
	var ctl *C.snd_ctl_t
	var numid C.uint
	if e := C.modu_jack_open(card, control, &ctl, &numid); e < 0 {
		return nil, fmt.Errorf("%q of %s: %w", o.Control, o.Card, classify(e))
	}
	name := fmt.Sprintf("%q of %s", o.Control, o.Card)
	p := &port{Inbox: transport.NewInbox(name), name: name}
	p.wg.Go(func() { p.watch(ctl, numid) })
	return p, nil
}

func classify(e C.int) error {
	text := C.GoString(C.snd_strerror(e))
	switch unix.Errno(-e) {
	case unix.ENOENT, unix.ENODEV, unix.ENXIO:
		return fmt.Errorf("%w (%s)", devices.ErrAbsent, text)
	case unix.EACCES, unix.EPERM:
		return fmt.Errorf("%w (%s); add the kiosk's user to the group audio", devices.ErrPermission, text)
	case unix.EINVAL:
		return fmt.Errorf("%w: not a control that is on or off", devices.ErrUnsupported)
	}
	return errors.New(text)
}

// port is an open control.
type port struct {
	*transport.Inbox
	name string
	wg   sync.WaitGroup
}

// watch owns the control.
func (p *port) watch(ctl *C.snd_ctl_t, numid C.uint) {
	defer C.snd_ctl_close(ctl)
	var last C.int = -1
	for {
		now := C.modu_jack_read(ctl, numid)
		if now < 0 {
			p.Fail(classify(now))
			return
		}
		if now != last {
			last = now
			if !p.Put(evdev.SwitchRecord(now == 1)) {
				return
			}
			continue // it may have changed again while the edge was taken
		}
		select {
		case <-p.Closed():
			return
		default:
		}
		if e := C.modu_jack_wait(ctl, C.int(look/time.Millisecond)); e < 0 {
			p.Fail(classify(e))
			return
		}
	}
}

// Write fails: a socket takes no bytes.
func (p *port) Write([]byte) (int, error) {
	return 0, fmt.Errorf("%s: %w: a headset socket takes no bytes", p.name, devices.ErrUnsupported)
}

// Close ends the watching and waits for it.
func (p *port) Close() error {
	p.Inbox.Close()
	p.wg.Wait()
	return nil
}
