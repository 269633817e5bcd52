package scene

// Sample is what a choice would make of the screen: things like those of the service, as they
// would look. A screen draws it in place of a picture; nothing of it is said, or can be
// touched. The zero value is none.
type Sample struct {
	Theme   string `json:"theme,omitzero"`   // id of a look; empty: the one in use
	Size    int    `json:"size,omitzero"`    // of text, per cent; 0: the one in use
	Picture string `json:"picture,omitzero"` // of a thing
	Name    Text   `json:"name,omitzero"`
	Price   Text   `json:"price,omitzero"`
	Button  Text   `json:"button,omitzero"`
}

// IsZero reports whether there is no sample.
func (s Sample) IsZero() bool { return s.Equal(Sample{}) }

// Equal reports whether two samples look the same.
func (s Sample) Equal(o Sample) bool {
	return s.Theme == o.Theme && s.Size == o.Size && s.Picture == o.Picture &&
		s.Name.Equal(o.Name) && s.Price.Equal(o.Price) && s.Button.Equal(o.Button)
}

// hide is nothing where its node is private: what it shows tells what was chosen.
func (s Sample) hide(raise, hides Privacy) Sample {
	if raise >= hides {
		return Sample{}
	}
	s.Name, s.Price, s.Button = s.Name.hide(raise, hides), s.Price.hide(raise, hides), s.Button.hide(raise, hides)
	return s
}
