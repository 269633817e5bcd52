package accessibility

import "testing"

// Whatever a site has measured and allows: the reset is within 60 to 64 dB(A), steps
// are even and below 10 dB, the span is over 50 dB, nothing is amplified beyond full
// level, the ceiling holds, and no more than 1 dB of what is there is given up.
func TestLevelsOfEveryOutput(t *testing.T) {
	for measured := 66; measured <= 100; measured++ {
		for ceiling := 66; ceiling <= 100; ceiling++ {
			o := Output{measured, ceiling}
			v := o.Volumes()
			if r := o.DBA(0); r < LowestReset || r > HighestReset {
				t.Errorf("%+v: reset to %d dB(A)", o, r)
			}
			if len(v) != VolumeLevels || v[len(v)-1]-v[0] < 50 {
				t.Errorf("%+v: %v", o, v)
			}
			has0 := false
			for i, db := range v {
				has0 = has0 || db == 0
				if i > 0 && db-v[i-1] != VolumeStep {
					t.Errorf("%+v: %v", o, v)
				}
				if g := o.GainDB(db); g > 0 || o.DBA(db) > ceiling || float64(measured)+g != float64(o.DBA(db)) {
					t.Errorf("%+v at %d: gain %v, %d dB(A)", o, db, g, o.DBA(db))
				}
			}
			if top := o.DBA(v[len(v)-1]); !has0 || top < min(measured, ceiling)-1 {
				t.Errorf("%+v: the loudest is %d dB(A), levels %v", o, top, v)
			}
		}
	}
}

func TestVolumeSteps(t *testing.T) {
	o := Output{MeasuredDBA: 88}
	if o.DBA(0) != 61 || o.DBA(24) != 85 || o.GainDB(24) != -3 || o.GainDB(0) != -27 {
		t.Errorf("reset %d, loudest %d, gains %v and %v", o.DBA(0), o.DBA(24), o.GainDB(24), o.GainDB(0))
	}
	for _, c := range []struct {
		from, n, to int
		moved       bool
	}{{0, 1, 6, true}, {18, 1, 24, true}, {24, 1, 24, false}, {0, -1, -6, true}, {-30, -1, -30, false},
		{100, 1, 24, false}, {-100, 1, -24, true}, // of another output
	} {
		if to, moved := o.Step(c.from, c.n); to != c.to || moved != c.moved {
			t.Errorf("from %d by %d: %d, %v", c.from, c.n, to, moved)
		}
	}
	if o.Level(-30) != 1 || o.Level(0) != 6 || o.Level(24) != VolumeLevels || o.Level(60) != VolumeLevels {
		t.Error(o.Level(-30), o.Level(0), o.Level(24))
	}
	// Nobody has measured: the levels have the same distances.
	var unknown Output
	if unknown.Measured() || unknown.GainDB(unknown.Volumes()[VolumeLevels-1]) != 0 || unknown.DBA(0) != 62 {
		t.Error(unknown.Volumes(), unknown.DBA(0))
	}
}

// VOL-4: 20 dB above the noise can be chosen wherever the ceiling lets it.
func TestAboveAmbient(t *testing.T) {
	o := Output{MeasuredDBA: 90}
	for ambient := 20.0; ambient <= 65; ambient++ {
		if o.Drowned(ambient) {
			t.Errorf("drowned by %v dB(A)", ambient)
		}
	}
	if !o.Drowned(66) || (Output{MeasuredDBA: 90, CeilingDBA: 90}).Drowned(68) {
		t.Error("the ceiling is where it ends")
	}
	if (Output{MeasuredDBA: 66}).Drowned(45) {
		t.Error("a quiet place asks for nothing")
	}
}
