package theme

import (
	"image/color"
	"testing"
)

func colour(t *testing.T, s string) color.NRGBA {
	t.Helper()
	c, err := Colour(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestBrand(t *testing.T) {
	p, refused := Dress(Brand{Ground: colour(t, "#fffaf0"), Ink: colour(t, "#201008"), Accent: colour(t, "#5a1020"), AccentInk: colour(t, "#ffffff")})
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	for _, pair := range p.Pairs() {
		if !pair.Holds() {
			t.Errorf("%s is %.2f:1", pair.Name, Contrast(pair.A, pair.B))
		}
	}
	if Hex(p.Accent) != "#5a1020" || Hex(p.Chosen) != "#5a1020" {
		t.Errorf("the brand's accent is not used: %s", Hex(p.Accent))
	}
	amber, refused := Dress(Brand{Accent: colour(t, "#4a2d00"), AccentInk: colour(t, "#ffffff")})
	yellow, alsoRefused := Dress(Brand{Ground: colour(t, "#101010"), Card: colour(t, "#000000"), Ink: colour(t, "#ffffff"), Accent: colour(t, "#ffd060"), AccentInk: colour(t, "#000000"), Ring: colour(t, "#9fc5ff")})
	if len(refused)+len(alsoRefused) > 0 {
		t.Fatal(refused, alsoRefused)
	}
	for _, q := range []Palette{Look(Default), Look(Soft), p, amber, yellow} {
		if q.Act == q.Accent { // what cannot be pressed does not look like the next act
			t.Errorf("%s: panels with nothing to press have the colour of buttons: %s", q.ID, Hex(q.Act))
		}
	}
	if same, _ := Dress(Brand{}); same.Ink != Look(Default).Ink || same.Ground != Look(Default).Ground {
		t.Error("a brand without colours changes something")
	}
}

// A colour under 10:1 is refused by name, with the nearest one that is allowed.
func TestBrandRefusesWhatCannotBeRead(t *testing.T) {
	for _, tc := range []struct {
		b    Brand
		key  string
		near func(got color.NRGBA) bool
	}{
		{Brand{Ink: colour(t, "#777777")}, "ink", func(c color.NRGBA) bool { return Contrast(c, Look(Default).Ground) >= 10 && c.R < 0x77 && c.R > 0x20 }},
		{Brand{Accent: colour(t, "#e60012"), AccentInk: colour(t, "#ffffff")}, "accent_ink", nil},
		{Brand{Ground: colour(t, "#000000"), Card: colour(t, "#000000"), Ink: colour(t, "#888888"), Accent: colour(t, "#ffffff"), AccentInk: colour(t, "#000000"), Ring: colour(t, "#ffff00")}, "ink",
			func(c color.NRGBA) bool { return Contrast(c, color.NRGBA{A: 255}) >= 10 && c.R > 0x88 }},
		{Brand{Ground: colour(t, "#ffffff"), Ring: colour(t, "#ffee00")}, "ring", func(c color.NRGBA) bool { return Contrast(c, Look(Default).Card) >= 3 }},
	} {
		p, refused := Dress(tc.b)
		if len(refused) == 0 || refused[0].Key != tc.key {
			t.Errorf("%+v: %v, want a refusal of %s", tc.b, refused, tc.key)
			continue
		}
		if tc.near != nil && !tc.near(refused[0].Nearest) {
			t.Errorf("%s: %s is not the nearest colour", refused[0], Hex(refused[0].Nearest))
		}
		if p != Look(Default) {
			t.Errorf("%s: a refused brand is shown", tc.key)
		}
	}
	for _, bad := range []string{"", "red", "#12345", "0c4036", "#gggggg", "#1234567"} {
		if _, err := Colour(bad); err == nil {
			t.Errorf("%q passes as a colour", bad)
		}
	}
}
