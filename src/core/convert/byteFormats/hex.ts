import { hexByte, Printer, type ByteFormat } from "./format";

/** "160301": Wireshark's hex stream. */
export const hexStream: ByteFormat = {
  id: "hex",
  label: "Hex",
  copied: true,
  print: (bytes) => bytes.reduce((printer, byte) => printer.byte(hexByte(byte)), new Printer()).finish(),
};
