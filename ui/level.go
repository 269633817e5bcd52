package ui

// level is how hard the screen is pressed to fit, from nothing to the last
// resort. What is given up first is picture size, then size of everything, small
// letters staying at TXT-1; then that figure, for text that is lost is worse than
// text that is small; at last the ends of texts. A window in which only the very
// last levels fit is no kiosk, but is still drawn whole.
type level struct {
	k        float32 // 1 is 100 %
	pic      pictureSize
	minRows  int  // rows a paged group should have
	tight    bool // less room around words
	elide    bool // the last resort: texts end with an ellipsis
	withClip bool // there is room for a sign-language clip
	up       bool // type is a step larger: in the easy form, where there is room
	four     bool // a page holds four things to choose from
	rank     int  // among the levels of a scene, from 0 for the best one
}

// pictureSize is how large pictures are.
type pictureSize uint8

const (
	noPictures pictureSize = iota // beside long text there are none
	smallPictures
	largePictures
)

// of is the figure for a size.
func (s pictureSize) of(none, small, large float32) float32 {
	switch s {
	case noPictures:
		return none
	case smallPictures:
		return small
	}
	return large
}

const (
	// floorSize is the size down to which no letters are set below TXT-1.
	floorSize = 0.605
	// sizeStep is from one size to the next smaller one.
	sizeStep = 0.93
	// yieldedSize is the least share of the size that the person chose at which a small panel
	// rather has two things on a page than larger letters and one: whoever sees one at a time
	// cannot compare. The same is worth four short words, two and two.
	yieldedSize = 0.6
	// upMost is the largest size at which the easy form has larger type than the normal one.
	upMost = 1.34
)

// levels are those for a size that the person chose, from the best one down; yields and fours are
// those of pass.
func levels(size float32, easy, yields, fours bool) []level {
	var out []level
	for k := size; fours && k > size*yieldedSize; k *= sizeStep {
		out = append(out, level{k: k, minRows: 2, tight: true, four: true})
	}
	if easy && size <= upMost {
		out = append(out, []level{
			{k: size, pic: largePictures, minRows: 2, up: true},
			{k: size, pic: largePictures, minRows: 2}, // who reads little goes by the pictures
			{k: size, pic: smallPictures, minRows: 2, up: true},
		}...)
	} else {
		out = append(out, level{k: size, pic: largePictures, minRows: 2})
	}
	out = append(out, []level{
		{k: size, pic: smallPictures, minRows: 2},
		{k: size, minRows: 2},
		{k: size, minRows: 2, tight: true},
	}...)
	for k := size * sizeStep; yields && k > size*yieldedSize; k *= sizeStep {
		out = append(out, level{k: k, minRows: 2, tight: true})
	}
	out = append(out, []level{
		{k: size, pic: smallPictures, minRows: 1, tight: true},
		{k: size, minRows: 1, tight: true},
	}...)
	for k := size * sizeStep; k > floorSize; k *= sizeStep {
		out = append(out, level{k: k, minRows: 1, tight: true})
	}
	for _, k := range []float32{floorSize, 0.53, 0.46, 0.4} {
		out = append(out, level{k: k, minRows: 1, tight: true})
	}
	for _, k := range []float32{floorSize, 0.5, 0.42, 0.35, 0.28, 0.22, 0.16, 0.11, 0.07} {
		out = append(out, level{k: k, minRows: 1, tight: true, elide: true})
	}
	return out
}

// levelsWithClip puts levels with a clip before those without: the clip gives way before
// the size that the person chose does, and never covers anything.
func levelsWithClip(all []level, clip bool, size float32) []level {
	if clip {
		var with []level
		for _, lv := range all {
			if lv.k == size {
				lv.withClip = true
				with = append(with, lv)
			}
		}
		all = append(with, all...)
	}
	for i := range all {
		all[i].rank = i
	}
	return all
}
