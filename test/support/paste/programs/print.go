// Prints a file's bytes in the ways in which people print bytes in Go.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
)

func main() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	show := func(name, text string) { fmt.Printf("@@ %s\n%s\n", name, text) }
	show("%x", fmt.Sprintf("%x", data))
	show("%X", fmt.Sprintf("%X", data))
	show("% x", fmt.Sprintf("% x", data))
	show("%#x", fmt.Sprintf("%#x", data))
	show("% #x", fmt.Sprintf("% #x", data))
	show("%v", fmt.Sprintf("%v", data))
	show("%d", fmt.Sprintf("read %d bytes: %d", len(data), data))
	show("%#v", fmt.Sprintf("%#v", data))
	show("%q", fmt.Sprintf("%q", data))
	show("%+q", fmt.Sprintf("%+q", data))
	show("%q of a string", fmt.Sprintf("%q", string(data)))
	show("%o", fmt.Sprintf("%03o", data))
	show("%b", fmt.Sprintf("%08b", data))
	show("struct", fmt.Sprintf("%+v", struct {
		Name string
		Data []byte
	}{"hello", data}))
	show("hex.Dump", hex.Dump(data))
	show("hex.EncodeToString", hex.EncodeToString(data))
	show("base64", base64.StdEncoding.EncodeToString(data))
	encoded, _ := json.Marshal(map[string]any{"data": data})
	show("json", string(encoded))
}
