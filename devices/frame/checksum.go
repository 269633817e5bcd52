package frame

import "fmt"

// Checksum names a way to check a frame.
type Checksum uint8

const (
	NoCheck     Checksum = iota
	XOR8                 // exclusive or of all bytes
	Sum8                 // sum of all bytes, low 8 bits
	TwosSum8             // two's complement of Sum8: with it, all bytes add up to 0 (Modbus over Serial Line V1.02, 6.2.1)
	CRC16XModem          // polynomial 1021, start 0, not reflected (CRC catalogue: CRC-16/XMODEM)
	CRC16Modbus          // polynomial 8005 reflected, start FFFF (Modbus over Serial Line V1.02, 6.2.2)
	checksums
)

var checksumNames = [...]string{"none", "xor8", "sum8", "sum8-twos", "crc16-xmodem", "crc16-modbus"}

func (c Checksum) String() string { return checksumNames[c] }

// lrc is another name of XOR8: the longitudinal redundancy check of ISO/IEC 7811-6 and of
// protocols with STX and ETX. Those leave STX out, which is the format's matter.
const lrc = "lrc"

// ChecksumNames lists what a profile may name.
func ChecksumNames() []string { return append(checksumNames[:], lrc) }

// ParseChecksum finds a checksum by name.
func ParseChecksum(name string) (Checksum, error) {
	if name == lrc {
		return XOR8, nil
	}
	for i, n := range checksumNames {
		if n == name {
			return Checksum(i), nil
		}
	}
	return NoCheck, fmt.Errorf("unknown checksum %q", name)
}

func (c Checksum) size() int {
	switch c {
	case NoCheck:
		return 0
	case XOR8, Sum8, TwosSum8:
		return 1
	default:
		return 2
	}
}

// append puts the checksum of data behind out.
func (c Checksum) append(out, data []byte, little bool) []byte {
	v := c.of(data)
	switch {
	case c.size() == 0:
		return out
	case c.size() == 1:
		return append(out, byte(v))
	case little:
		return append(out, byte(v), byte(v>>8))
	}
	return append(out, byte(v>>8), byte(v))
}

func (c Checksum) of(data []byte) (v uint16) {
	switch c {
	case XOR8:
		for _, b := range data {
			v ^= uint16(b)
		}
	case Sum8, TwosSum8:
		for _, b := range data {
			v += uint16(b)
		}
		if c == TwosSum8 {
			v = -v
		}
	case CRC16XModem:
		for _, b := range data {
			v = crcXModem(v ^ uint16(b)<<8)
		}
	case CRC16Modbus:
		v = 0xFFFF
		for _, b := range data {
			v = crcModbus(v ^ uint16(b))
		}
	}
	return v
}

func crcXModem(v uint16) uint16 {
	for range 8 {
		if v&0x8000 != 0 {
			v = v<<1 ^ 0x1021
		} else {
			v <<= 1
		}
	}
	return v
}

func crcModbus(v uint16) uint16 {
	for range 8 {
		if v&1 != 0 {
			v = v>>1 ^ 0xA001
		} else {
			v >>= 1
		}
	}
	return v
}
