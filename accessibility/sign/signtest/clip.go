// Package signtest makes tiny MPEG-1 clips for tests: plain grey pictures, which sign
// nothing and are not meant to. It hides how bits are packed; only tests and benches
// import it.
package signtest

// Clip makes a bare MPEG-1 video of intra pictures, each of one grey (0 black to 255
// white), 25 a second. Width and height are multiples of 16 below 4096.
//
// Written after ISO/IEC 11172-2: sequence header §2.4.2.3, group of pictures §2.4.2.4,
// picture §2.4.2.5, slice §2.4.2.6, macroblock §2.4.2.7, block §2.4.2.8; variable-length
// codes of Annex 2-B.
func Clip(width, height int, greys ...uint8) []byte {
	b := &bits{}
	b.start(0xB3)
	b.put(uint32(width), 12)
	b.put(uint32(height), 12)
	b.put(1, 4) // square pixels
	b.put(3, 4) // 25 a second
	b.put(0x3FFFF, 18)
	b.put(1, 1)
	b.put(20, 10)
	b.put(0, 3) // no constraints, no matrices of its own
	b.start(0xB8)
	b.put(1<<12, 25) // time code 0, with its marker
	b.put(2, 2)      // closed group
	for i, g := range greys {
		b.start(0x00)
		b.put(uint32(i), 10)
		b.put(1, 3) // intra
		b.put(0xFFFF, 16)
		b.put(0, 1)
		for row := range height / 16 {
			b.start(byte(row + 1))
			b.put(1, 5) // quantizer
			b.put(0, 1)
			dc := [3]int{128, 128, 128} // predictors, reset at each slice
			for range width / 16 {
				b.put(1, 1) // next macroblock
				b.put(1, 1) // intra
				for block := range 6 {
					plane := max(0, block-3)
					want := 128
					if plane == 0 {
						want = int(g)
					}
					b.difference(want-dc[plane], plane > 0)
					dc[plane] = want
					b.put(2, 2) // end of block
				}
			}
		}
	}
	b.start(0xB7)
	// The decoder looks for a whole header ahead of itself, even at the end.
	return append(b.out, make([]byte, 256)...)
}

type bits struct {
	out  []byte
	acc  uint32
	have int
}

func (b *bits) put(v uint32, n int) {
	for i := n - 1; i >= 0; i-- {
		b.acc = b.acc<<1 | v>>i&1
		if b.have++; b.have == 8 {
			b.out, b.acc, b.have = append(b.out, byte(b.acc)), 0, 0
		}
	}
}

func (b *bits) start(code byte) {
	for b.have != 0 {
		b.put(0, 1)
	}
	b.out = append(b.out, 0, 0, 1, code)
}

// difference writes a DC coefficient as the difference from the one before: its size
// (Tables B.5a and B.5b), then its bits.
func (b *bits) difference(d int, chroma bool) {
	size, abs := 0, max(d, -d)
	for abs>>size > 0 {
		size++
	}
	luma := [...][2]int{{4, 3}, {0, 2}, {1, 2}, {5, 3}, {6, 3}, {14, 4}, {30, 5}, {62, 6}, {126, 7}}
	code := luma[size]
	if chroma {
		code = [...][2]int{{0, 2}, {1, 2}, {2, 2}, {6, 3}, {14, 4}, {30, 5}, {62, 6}, {126, 7}, {254, 8}}[size]
	}
	b.put(uint32(code[0]), code[1])
	if d < 0 {
		d += 1<<size - 1
	}
	b.put(uint32(d), size)
}
