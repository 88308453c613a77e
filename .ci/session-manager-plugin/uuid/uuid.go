// Package uuid stands in for the few names of its namesake that the plugin uses.
package uuid

import (
	"crypto/rand"
	"fmt"
)

type UUID interface {
	Bytes() []byte
	String() string
	UUID() UUID
}

type value [16]byte

func (v *value) Bytes() []byte { return v[:] }
func (v *value) UUID() UUID    { return v }
func (v *value) String() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", v[0:4], v[4:6], v[6:8], v[8:10], v[10:16])
}

type Format string

const CleanHyphen Format = "clean"

var Nil UUID = new(value)

func SwitchFormat(Format) {}
func New(b []byte) UUID   { v := new(value); copy(v[:], b); return v }
func NewV4() UUID {
	v := new(value)
	rand.Read(v[:])
	v[6] = v[6]&0x0f | 0x40
	v[8] = v[8]&0x3f | 0x80
	return v
}
func IsNil(u UUID) bool { return u == nil }
