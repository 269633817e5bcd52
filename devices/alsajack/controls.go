//go:build cgo && linux && !ci

package alsajack

/*
#include <stdlib.h>
#include <string.h>
#include <alsa/asoundlib.h>

// modu_controls calls for every control that is on or off, or one of several things.
static int modu_control(snd_ctl_t *ctl, unsigned at, char *name, char *value, int room) {
	snd_ctl_elem_list_t *list;
	snd_ctl_elem_info_t *info;
	snd_ctl_elem_value_t *v;
	snd_ctl_elem_list_alloca(&list);
	snd_ctl_elem_info_alloca(&info);
	snd_ctl_elem_value_alloca(&v);
	snd_ctl_elem_list_set_offset(list, at);
	int err = snd_ctl_elem_list_alloc_space(list, 1);
	if (err < 0) return err;
	err = snd_ctl_elem_list(ctl, list);
	unsigned numid = 0;
	if (err >= 0 && snd_ctl_elem_list_get_used(list) == 1) {
		numid = snd_ctl_elem_list_get_numid(list, 0);
		snprintf(name, room, "%s", snd_ctl_elem_list_get_name(list, 0));
	}
	snd_ctl_elem_list_free_space(list);
	if (err < 0) return err;
	if (!numid) return 0;
	value[0] = 0;
	snd_ctl_elem_info_set_numid(info, numid);
	snd_ctl_elem_value_set_numid(v, numid);
	if (snd_ctl_elem_info(ctl, info) < 0 || snd_ctl_elem_read(ctl, v) < 0) return 1;
	switch (snd_ctl_elem_info_get_type(info)) {
	case SND_CTL_ELEM_TYPE_BOOLEAN:
		snprintf(value, room, "%s", snd_ctl_elem_value_get_boolean(v, 0) ? "on" : "off");
		break;
	case SND_CTL_ELEM_TYPE_ENUMERATED:
		snd_ctl_elem_info_set_item(info, snd_ctl_elem_value_get_enumerated(v, 0));
		if (snd_ctl_elem_info(ctl, info) >= 0) snprintf(value, room, "%s", snd_ctl_elem_info_get_item_name(info));
		break;
	default:
		break;
	}
	return 1;
}
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// maxControls bounds how many controls of a card are looked at; the largest have some
// hundreds.
const maxControls = 2000

// Controls lists the controls of a card. It is for checking a site.
func Controls(card string) ([]Control, error) {
	name := C.CString(card)
	defer C.free(unsafe.Pointer(name))
	var ctl *C.snd_ctl_t
	if e := C.snd_ctl_open(&ctl, name, C.SND_CTL_NONBLOCK); e < 0 {
		return nil, fmt.Errorf("%s: %w", card, classify(e))
	}
	defer C.snd_ctl_close(ctl)
	const room = 128
	label, value := (*C.char)(C.malloc(room)), (*C.char)(C.malloc(room))
	defer C.free(unsafe.Pointer(label))
	defer C.free(unsafe.Pointer(value))
	var out []Control
	for at := range maxControls {
		n := C.modu_control(ctl, C.uint(at), label, value, room)
		if n < 0 {
			return out, fmt.Errorf("%s: %w", card, classify(n))
		}
		if n == 0 {
			break
		}
		out = append(out, Control{C.GoString(label), C.GoString(value)})
	}
	return out, nil
}
