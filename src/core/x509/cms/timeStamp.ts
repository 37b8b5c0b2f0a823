import { decodeTime, displayTime } from "../../asn1/time";
import {
  boolean,
  explicit,
  generalizedTime,
  implicit,
  integer,
  octetString,
  oid,
  optional,
  part,
  sequence,
} from "../../asn1/types";
import { AlgorithmIdentifier } from "../algorithm";
import { Extensions } from "../extensions";
import { SerialNumber } from "../extensions/keyIdentifiers";
import { GeneralNameType } from "../generalName";

const MessageImprint = sequence({
  hashAlgorithm: part("Hash Algorithm", AlgorithmIdentifier),
  hashedMessage: part("Hashed Message", octetString),
});

const Accuracy = sequence({
  seconds: optional("Seconds", integer),
  millis: optional("Milliseconds", implicit(0, integer, false)),
  micros: optional("Microseconds", implicit(1, integer, false)),
});

/** TSTInfo (RFC 3161 §2.4.2): what a time stamp says. */
export const TstInfo = sequence(
  {
    version: part("Version", integer),
    policy: part("Policy", oid),
    messageImprint: part("Message Imprint", MessageImprint),
    serialNumber: part("Serial Number", SerialNumber),
    genTime: part("Time", generalizedTime),
    accuracy: optional("Accuracy", Accuracy),
    ordering: optional("Ordering", boolean),
    nonce: optional("Nonce", SerialNumber),
    tsa: optional("Time Stamping Authority", explicit(0, GeneralNameType)),
    extensions: optional("Extensions", implicit(1, Extensions, true)),
  },
  {
    display: (element): string => {
      const { genTime } = TstInfo.parts(element);
      const time = genTime && decodeTime(genTime.tag, genTime.content);
      return time === undefined ? "" : displayTime(time);
    },
  },
);
