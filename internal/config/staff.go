package config

import (
	"net"
	"os"
)

// leastKey is the shortest key of the staff page: its holder can speak at the kiosk.
const leastKey = 16

// staff checks the page for staff: off without a key, and never in the open.
func (l *linter) staff() {
	s := l.site.Staff
	switch {
	case s.Key == "" && s.Listen != "":
		l.add("staff.listen", `add "key: …" with at least 16 characters, or remove "listen"`, "the staff page has no key")
		return
	case s.Key == "":
		return
	case len(s.Key) < leastKey:
		l.add("staff.key", "write at least 16 characters that nobody guesses", "the key of the staff page has %d characters", len(s.Key))
	}
	host, _, err := net.SplitHostPort(s.Listen)
	if err != nil {
		l.add("staff.listen", `write an address and a port, such as "127.0.0.1:8790"`, "%q is no address to listen on", s.Listen)
		return
	}
	if (s.Cert == "") != (s.TLSKey == "") {
		l.add("staff", `give both "cert" and "tls_key", or neither`, "one of the two TLS files is missing")
	}
	if s.Cert == "" && !net.ParseIP(host).IsLoopback() {
		l.add("staff.listen", `listen on 127.0.0.1, or give "cert" and "tls_key"`, "the staff page may be open to a network only with TLS")
	}
	for key, file := range map[string]string{"staff.cert": s.Cert, "staff.tls_key": s.TLSKey} {
		if file == "" {
			continue
		}
		if _, err := os.Stat(file); err != nil {
			l.add(key, "paths count from the site file's directory", "there is no file %q", file)
		}
	}
}
