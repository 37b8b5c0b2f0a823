export const USAGE = `TLS Inspector: see a TLS handshake message by message, each step checked.

  tls-inspector connect HOST[:PORT] [options]   run a handshake and show it
  tls-inspector inspect FILE|- [options]        show what a dump, capture, certificate or key holds
  tls-inspector extract FILE|- [options]        write the bytes of the hex dumps, base64 and PEM in a text

connect:
  --client-cert FILE     two-way TLS: certificate (PEM, or PKCS#12 with its key)
  --client-key FILE      its private key (PEM); TLS_INSPECTOR_PASSPHRASE holds the passphrase, or it is asked for
  --server-name NAME     name for SNI and the name check, instead of the host
  --tls VERSION          1.2 or 1.3 only
  --ciphers A,B          IANA names of cipher suites to offer
  --groups A,B           named groups to offer, in order
  --alpn A,B             ALPN protocols to offer
  --ca FILE|FOLDER       roots to trust beside Mozilla's (may be given more than once)
  --timeout MS           for the whole handshake (10000)
  --settle MS            how long to wait for the server's word after our Finished (300)
  --export-keylog FILE   write the session's secrets (SSLKEYLOGFILE)
  --export-pcapng FILE   write a capture that holds them

inspect:
  --keylog FILE          secrets to decrypt with (SSLKEYLOGFILE)
                         TLS_INSPECTOR_PASSPHRASE holds the passphrase of a keystore (PKCS#12, JKS, JCEKS)

extract:
  --list                 name what is found instead: number, form, length, direction, where (line:column), content
  --only N               that one of the list; without it all, one after another, but for private keys and keystores
  --as FORM              as text: hex, base64, c-array, python, go, rust ...
  --force                write bytes onto a terminal

all:
  --json                 the inspection, or extract's list, as JSON
  --tree                 fields of every message (inspect shows them anyway)
  --all                  length prefixes, DER tags and lengths too
  --help, --version

Exit status: 0 it went well; 1 the handshake failed, something wrong was found, or nothing at all; 2 the command cannot be carried out.
`;
