/** An extension as a line of openssl's configuration, the sections it needs, and the texts that its rows say. */
export interface ExtensionSample {
  readonly line: string;
  readonly sections?: readonly string[];
  readonly says: Readonly<Record<string, string>>;
}

export const EXTENSION_SAMPLES: readonly ExtensionSample[] = [
  {
    line: "1.3.6.1.5.5.7.1.3 = ASN1:SEQUENCE:qc",
    sections: [
      "[qc]",
      "a=SEQUENCE:qc_compliance",
      "b=SEQUENCE:qc_limit",
      "c=SEQUENCE:qc_retention",
      "d=SEQUENCE:qc_pds",
      "e=SEQUENCE:qc_type",
      "f=SEQUENCE:qc_law",
      "g=SEQUENCE:qc_psd2",
      "[qc_compliance]\na=OID:0.4.0.1862.1.1",
      "[qc_limit]\na=OID:0.4.0.1862.1.2\nb=SEQUENCE:money",
      "[money]\na=PRINTABLE:EUR\nb=INTEGER:5\nc=INTEGER:3",
      "[qc_retention]\na=OID:0.4.0.1862.1.3\nb=INTEGER:15",
      "[qc_pds]\na=OID:0.4.0.1862.1.5\nb=SEQUENCE:pdss",
      "[pdss]\na=SEQUENCE:pds",
      "[pds]\na=IA5:https://pds.example/en.pdf\nb=PRINTABLE:en",
      "[qc_type]\na=OID:0.4.0.1862.1.6\nb=SEQUENCE:types",
      "[types]\na=OID:0.4.0.1862.1.6.3",
      "[qc_law]\na=OID:0.4.0.1862.1.7\nb=SEQUENCE:countries",
      "[countries]\na=PRINTABLE:DE\nb=PRINTABLE:AT",
      "[qc_psd2]\na=OID:0.4.0.19495.2\nb=SEQUENCE:psd2",
      "[psd2]\na=SEQUENCE:roles\nb=UTF8:Supervisor\nc=UTF8:XX-SUP",
      "[roles]\na=SEQUENCE:role",
      "[role]\na=OID:0.4.0.19495.1.3\nb=UTF8:PSP_AI",
    ],
    says: {
      qcStatements:
        "etsiQcsCompliance (0.4.0.1862.1.1), etsiQcsLimitValue: 5000 EUR, etsiQcsRetentionPeriod: 15 years, etsiQcsQcPDS: https://pds.example/en.pdf (en), etsiQcsQcType: etsiQcsQctWeb, etsiQcsQcCClegislation: DE, AT, etsiPsd2QcStatement: PSP_AI, supervised by Supervisor (XX-SUP)",
      "qcStatements.qcStatement.statementInfo.pdsLocation.language": "en",
    },
  },
  {
    line: "2.23.140.3.1 = ASN1:SEQUENCE:orgid",
    sections: ["[orgid]\na=PRINTABLE:NTR\nb=PRINTABLE:US\nc=IMPLICIT:0,PRINTABLE:CA\nd=UTF8:123456"],
    says: { cabfOrganizationIdentifier: "NTRUS+CA-123456" },
  },
  {
    line: "2.23.140.1.31 = ASN1:SEQUENCE:tor",
    sections: [
      "[tor]\na=SEQUENCE:onion",
      "[onion]\na=UTF8:https://example.onion\nb=SEQUENCE:sha256\nc=FORMAT:HEX,BITSTRING:0011",
      "[sha256]\na=OID:2.16.840.1.101.3.4.2.1",
    ],
    says: { "caBrowserForumTorServiceDescriptor.torServiceDescriptor": "https://example.onion" },
  },
  {
    line: "1.3.6.1.5.5.7.1.7 = ASN1:SEQUENCE:ips",
    sections: [
      "[ips]\na=SEQUENCE:ipv4\nb=SEQUENCE:ipv6",
      "[ipv4]\na=FORMAT:HEX,OCT:0001\nb=SEQUENCE:ipv4s",
      // 10.64.0.0/12 has 4 unused bits in its second byte; a range's ends are cut likewise.
      "[ipv4s]\na=FORMAT:HEX,BITSTRING:0A40\nb=SEQUENCE:range",
      "[range]\na=FORMAT:HEX,BITSTRING:C0A800\nb=FORMAT:HEX,BITSTRING:C0A8",
      "[ipv6]\na=FORMAT:HEX,OCT:0002\nb=NULL",
    ],
    says: {
      ipAddrBlocks: "IPv4 (1): 10.64.0.0/16, 192.168.0.0 to 192.168.255.255, IPv6 (2): the issuer's",
      "ipAddrBlocks.iPAddressFamily.ipAddressChoice.addressesOrRanges.addressRange.max": "192.168.255.255",
    },
  },
  {
    line: "1.3.6.1.5.5.7.1.8 = ASN1:SEQUENCE:as",
    sections: [
      "[as]\na=EXPLICIT:0,SEQUENCE:asns",
      "[asns]\na=INTEGER:64496\nb=SEQUENCE:asrange",
      "[asrange]\na=INTEGER:64500\nb=INTEGER:64510",
    ],
    says: { autonomousSysIds: "AS 64496, 64500 to 64510" },
  },
  {
    line: "1.3.6.1.4.1.311.21.7 = ASN1:SEQUENCE:template",
    sections: ["[template]\na=OID:1.3.6.1.4.1.311.21.8.1.2\nb=INTEGER:100\nc=INTEGER:3"],
    says: { certificateTemplate: "1.3.6.1.4.1.311.21.8.1.2, version 100.3" },
  },
  { line: "1.3.6.1.4.1.311.20.2 = ASN1:BMP:WebServer", says: { enrollCertType: "WebServer" } },
  { line: "1.3.6.1.4.1.311.21.1 = ASN1:INTEGER:65538", says: { cAVersion: "V2.1" } },
  {
    line: "1.3.6.1.4.1.311.25.2 = ASN1:SEQUENCE:sid",
    sections: [
      "[sid]\na=IMPLICIT:0,SEQUENCE:sidname",
      "[sidname]\na=OID:1.3.6.1.4.1.311.25.2.1\nb=EXPLICIT:0,OCT:S-1-5-21-1-2-3-1104",
    ],
    says: { ntdsCASecurityExt: "other:ntdsObjectSID:S-1-5-21-1-2-3-1104" },
  },
  {
    line: "1.3.6.1.4.1.311.21.10 = ASN1:SEQUENCE:app",
    sections: ["[app]\na=SEQUENCE:app1", "[app1]\na=OID:1.3.6.1.5.5.7.3.2"],
    says: { applicationCertPolicies: "clientAuth" },
  },
  {
    line: "1.3.6.1.5.5.7.1.14 = ASN1:SEQUENCE:proxy",
    sections: ["[proxy]\na=INTEGER:1\nb=SEQUENCE:proxypolicy", "[proxypolicy]\na=OID:1.3.6.1.5.5.7.21.1"],
    says: { proxyCertInfo: "inheritAll (1.3.6.1.5.5.7.21.1), path length 1" },
  },
  {
    line: "1.3.6.1.5.5.7.1.26 = ASN1:SEQUENCE:tn",
    sections: [
      "[tn]\na=EXPLICIT:0,IA5:1234\nb=EXPLICIT:1,SEQUENCE:tnrange",
      "[tnrange]\na=IA5:1555\nb=INTEGER:10",
    ],
    says: { "tnAuthList.spc": "1234", "tnAuthList.range.count": "10" },
  },
  { line: "1.3.6.1.5.5.7.1.31 = critical, ASN1:FORMAT:HEX,OCT:0102", says: { acmeIdentifier: "01 02" } },
  { line: "2.5.29.56 = ASN1:NULL", says: { noRevAvail: "present" } },
  {
    line: "2.5.29.16 = ASN1:SEQUENCE:period",
    sections: ["[period]\na=IMPLICIT:0,GENTIME:20260101000000Z\nb=IMPLICIT:1,GENTIME:20270101000000Z"],
    says: { privateKeyUsagePeriod: "from 2026-01-01 00:00:00 UTC to 2027-01-01 00:00:00 UTC" },
  },
  {
    line: "1.3.6.1.5.5.7.1.2 = ASN1:SEQUENCE:bio",
    sections: [
      "[bio]\na=SEQUENCE:bio1",
      "[bio1]\na=INTEGER:0\nb=SEQUENCE:sha\nc=FORMAT:HEX,OCT:00\nd=IA5:https://example/p.jpg",
      "[sha]\na=OID:2.16.840.1.101.3.4.2.1",
    ],
    says: { "biometricInfo.biometricData.sourceDataUri": "https://example/p.jpg" },
  },
  {
    line: "policyConstraints = requireExplicitPolicy:0,inhibitPolicyMapping:1",
    says: {
      policyConstraints:
        "a policy is required after 0 more certificates, policies are not mapped after 1 more certificate",
    },
  },
  {
    line: "certificatePolicies = 2.5.29.32.0, @noticed",
    sections: [
      "[noticed]\npolicyIdentifier=2.23.140.1.1\nCPS.1=https://cps.example/\nuserNotice.1=@note",
      "[note]\nexplicitText=UTF8:read me",
    ],
    says: {
      certificatePolicies: "anyPolicy, extendedValidation",
    },
  },
  {
    line: "subjectAltName = DNS:xn--bcher-kva.example, email:a@xn--bcher-kva.example, URI:https://xn--bcher-kva.example/x, otherName:1.3.6.1.4.1.311.20.2.3;UTF8:user@example.com, otherName:1.3.6.1.5.5.7.8.9;UTF8:u@example.com, otherName:1.3.6.1.5.5.7.8.7;IA5:_imap.example.com, otherName:1.3.6.1.5.5.7.8.5;UTF8:a@xmpp.example, otherName:1.3.6.1.5.2.2;SEQUENCE:krb",
    sections: [
      "[krb]\na=EXPLICIT:0,GENERALSTRING:EXAMPLE.COM\nb=EXPLICIT:1,SEQUENCE:principal",
      "[principal]\na=EXPLICIT:0,INTEGER:1\nb=EXPLICIT:1,SEQUENCE:components",
      "[components]\na=GENERALSTRING:host\nb=GENERALSTRING:a.example.com",
    ],
    says: {
      subjectAltName:
        "DNS:xn--bcher-kva.example (bücher.example), email:a@xn--bcher-kva.example (bücher.example), URI:https://xn--bcher-kva.example/x (bücher.example), other:userPrincipalName:user@example.com, other:smtpUTF8Mailbox:u@example.com, other:dnsSRV:_imap.example.com, other:xmppAddr:a@xmpp.example, other:kerberosPrincipalName:host/a.example.com@EXAMPLE.COM",
      "subjectAltName.dNSName": "xn--bcher-kva.example (bücher.example)",
    },
  },
];
