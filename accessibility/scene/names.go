package scene

import (
	"fmt"
	"slices"
	"strings"
)

// How enumerations are written where they leave the process: by name, never by number, so
// that a constant that is added in the middle changes nothing. Reading is strict: a name
// that is not listed is an error that lists those that are.

// MarshalText is the role's name.
func (r Role) MarshalText() ([]byte, error) { return nameOf("role", roleNames[:], r) }

// UnmarshalText takes a role's name.
func (r *Role) UnmarshalText(b []byte) error { return named("role", roleNames[:], b, r) }

// MarshalText is the arrangement's name.
func (a Arrange) MarshalText() ([]byte, error) { return nameOf("arrangement", arrangeNames[:], a) }

// UnmarshalText takes an arrangement's name.
func (a *Arrange) UnmarshalText(b []byte) error { return named("arrangement", arrangeNames[:], b, a) }

// MarshalText is the privacy's name.
func (p Privacy) MarshalText() ([]byte, error) { return nameOf("privacy", privacyNames[:], p) }

// UnmarshalText takes a privacy's name.
func (p *Privacy) UnmarshalText(b []byte) error { return named("privacy", privacyNames[:], b, p) }

// MarshalText is the name of a kind of span.
func (k SpanKind) MarshalText() ([]byte, error) { return nameOf("kind of span", spanKindNames[:], k) }

// UnmarshalText takes the name of a kind of span.
func (k *SpanKind) UnmarshalText(b []byte) error {
	return named("kind of span", spanKindNames[:], b, k)
}

// MarshalText is the politeness's name.
func (p Politeness) MarshalText() ([]byte, error) { return nameOf("politeness", politenessNames[:], p) }

// UnmarshalText takes a politeness's name.
func (p *Politeness) UnmarshalText(b []byte) error {
	return named("politeness", politenessNames[:], b, p)
}

// MarshalText is the name of a kind of cause.
func (k CauseKind) MarshalText() ([]byte, error) {
	return nameOf("kind of cause", causeKindNames[:], k)
}

// UnmarshalText takes the name of a kind of cause.
func (k *CauseKind) UnmarshalText(b []byte) error {
	return named("kind of cause", causeKindNames[:], b, k)
}

// MarshalText is the kind itself; one that is not listed is an error.
func (k Kind) MarshalText() ([]byte, error) { return listed("kind of screen", Kinds(), k) }

// UnmarshalText takes a kind of screen.
func (k *Kind) UnmarshalText(b []byte) error { return read("kind of screen", Kinds(), b, k) }

// MarshalText is the place itself; one that is not listed is an error.
func (s Switch) MarshalText() ([]byte, error) { return listed("switch", Switches(), s) }

// UnmarshalText takes a place of a switch.
func (s *Switch) UnmarshalText(b []byte) error { return read("switch", Switches(), b, s) }

// MarshalText is the side itself; one that is not listed is an error.
func (s Side) MarshalText() ([]byte, error) { return listed("side", Sides(), s) }

// UnmarshalText takes a side.
func (s *Side) UnmarshalText(b []byte) error { return read("side", Sides(), b, s) }

// MarshalText is the earcon itself; one that is not listed is an error.
func (e Earcon) MarshalText() ([]byte, error) { return listed("earcon", Earcons, e) }

// UnmarshalText takes an earcon.
func (e *Earcon) UnmarshalText(b []byte) error { return read("earcon", Earcons, b, e) }

func nameOf[T ~uint8](what string, names []string, v T) ([]byte, error) {
	if int(v) >= len(names) {
		return nil, fmt.Errorf("scene: %s %d has no name", what, uint8(v))
	}
	return []byte(names[v]), nil
}

func named[T ~uint8](what string, names []string, b []byte, v *T) error {
	i := slices.Index(names, string(b))
	if i < 0 {
		return unknown(what, names, string(b))
	}
	*v = T(i)
	return nil
}

func listed[T ~string](what string, all []T, v T) ([]byte, error) {
	if !slices.Contains(all, v) {
		return nil, unknown(what, all, string(v))
	}
	return []byte(v), nil
}

func read[T ~string](what string, all []T, b []byte, v *T) error {
	if !slices.Contains(all, T(b)) {
		return unknown(what, all, string(b))
	}
	*v = T(b)
	return nil
}

func unknown[T ~string](what string, all []T, got string) error {
	names := make([]string, len(all))
	for i, n := range all {
		names[i] = string(n)
	}
	return fmt.Errorf("scene: %q is no %s; write one of %s", got, what, strings.Join(names, ", "))
}
