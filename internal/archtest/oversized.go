package archtest

// Exception lets a function be longer or branch more than others.
type Exception struct {
	Function string // package, receiver and name, as Function.Name
	Reason   string
}

// oversized are the exceptions, by package. A row that is no longer needed fails the test.
func oversized() []Exception {
	return []Exception{
		{"cmd/kiosk.appliance", "being cut"},
		{"cmd/kiosk.run", "being cut"},
		{"cmd/kioskctl.(*demo).run", "being cut"},
		{"cmd/kioskctl.(*race).launch", "being cut"},
		{"cmd/kioskctl.(*race).run", "being cut"},
		{"cmd/kioskctl.(*race).table", "being cut"},
		{"cmd/kioskctl.(*race).turn", "being cut"},
		{"cmd/kioskctl.benchClip", "being cut"},
		{"cmd/kioskctl.benchKeys", "being cut"},
		{"cmd/kioskctl.benchWindow", "being cut"},
		{"cmd/kioskctl.importClips", "being cut"},
		{"cmd/kioskctl.newRealWorld", "being cut"},
		{"cmd/kioskctl.peerScreen", "being cut"},
		{"cmd/kioskctl.serviceImport", "being cut"},
		{"cmd/kioskctl.serviceTry", "being cut"},
		{"cmd/kioskctl.speechRaceCommand", "being cut"},
		{"cmd/kioskctl.takeAll", "being cut"},
		{"cmd/kioskctl.voicesCommand", "being cut"},
		{"cmd/kioskctl.writePeer", "being cut"},
	}
}
