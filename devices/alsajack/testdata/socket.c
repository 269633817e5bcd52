/*
 * A sound card that is not there: an ALSA control plug-in with three controls, of which
 * "Headphone Jack" is on after a '1' was written into its FIFO, off after a '0', and gone
 * after an 'x'. libasound loads it as it would load any other.
 */
#include <alsa/asoundlib.h>
#include <alsa/control_external.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct {
	snd_ctl_ext_t ext;
	int subscribed, gone;
	long in;
} socket_t;

static const char *names[] = {"Mic Jack", "Headphone Jack", "Auto-Mute Mode"};

static void closed(snd_ctl_ext_t *e) {
	socket_t *s = e->private_data;
	close(e->poll_fd);
	free(s);
}
static int count(snd_ctl_ext_t *e) { return 3; }
static int list(snd_ctl_ext_t *e, unsigned at, snd_ctl_elem_id_t *id) {
	snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_CARD);
	snd_ctl_elem_id_set_name(id, names[at]);
	return 0;
}
static snd_ctl_ext_key_t find(snd_ctl_ext_t *e, const snd_ctl_elem_id_t *id) {
	unsigned n = snd_ctl_elem_id_get_numid(id);
	if (n) return n - 1;
	for (n = 0; n < 2 && strcmp(snd_ctl_elem_id_get_name(id), names[n]); n++);
	return n;
}
static int attribute(snd_ctl_ext_t *e, snd_ctl_ext_key_t key, int *type, unsigned *acc, unsigned *n) {
	*type = key == 2 ? SND_CTL_ELEM_TYPE_ENUMERATED : SND_CTL_ELEM_TYPE_BOOLEAN;
	*acc = SND_CTL_EXT_ACCESS_READ;
	*n = 1;
	return 0;
}
static int value(snd_ctl_ext_t *e, snd_ctl_ext_key_t key, long *v) {
	socket_t *s = e->private_data;
	if (s->gone) return -ENODEV;
	*v = key ? s->in : 0;
	return 0;
}
static int choices(snd_ctl_ext_t *e, snd_ctl_ext_key_t key, unsigned *items) {
	*items = 2;
	return 0;
}
static int choice(snd_ctl_ext_t *e, snd_ctl_ext_key_t key, unsigned item, char *name, size_t room) {
	snprintf(name, room, "%s", item ? "Enabled" : "Disabled");
	return 0;
}
static int chosen(snd_ctl_ext_t *e, snd_ctl_ext_key_t key, unsigned *items) {
	*items = 1;
	return 0;
}
static void subscribe(snd_ctl_ext_t *e, int on) { ((socket_t *)e->private_data)->subscribed = on; }
static int event(snd_ctl_ext_t *e, snd_ctl_elem_id_t *id, unsigned *mask) {
	socket_t *s = e->private_data;
	char c;
	if (read(e->poll_fd, &c, 1) != 1) return -EAGAIN;
	if (c == 'x') s->gone = 1;
	else s->in = c == '1';
	list(e, 1, id);
	snd_ctl_elem_id_set_numid(id, 2);
	*mask = SND_CTL_EVENT_MASK_VALUE;
	return 1;
}
static const snd_ctl_ext_callback_t callbacks = {
	.close = closed, .elem_count = count, .elem_list = list, .find_elem = find, .get_attribute = attribute,
	.read_integer = value, .get_enumerated_info = choices, .get_enumerated_name = choice, .read_enumerated = chosen,
	 .subscribe_events = subscribe, .read_event = event,
};

SND_CTL_PLUGIN_DEFINE_FUNC(modutest) {
	snd_config_iterator_t i, next;
	const char *fifo = 0;
	snd_config_for_each(i, next, conf) {
		snd_config_t *n = snd_config_iterator_entry(i);
		const char *key;
		if (snd_config_get_id(n, &key) < 0 || strcmp(key, "fifo") != 0) continue;
		snd_config_get_string(n, &fifo);
	}
	if (!fifo) return -EINVAL;
	socket_t *s = calloc(1, sizeof *s);
	s->ext.version = SND_CTL_EXT_VERSION;
	strcpy(s->ext.id, "modutest");
	strcpy(s->ext.name, "test socket");
	s->ext.poll_fd = open(fifo, O_RDWR | O_NONBLOCK);
	if (s->ext.poll_fd < 0) return -ENODEV;
	s->ext.callback = &callbacks;
	s->ext.private_data = s;
	int err = snd_ctl_ext_create(&s->ext, name, mode);
	if (err < 0) return err;
	*handlep = s->ext.handle;
	return 0;
}
SND_CTL_PLUGIN_SYMBOL(modutest);
