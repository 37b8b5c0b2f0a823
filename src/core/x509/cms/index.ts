import "./envelopedData";
import "./otherData";

export { ContentInfo, readContentInfo } from "./contentInfo";
export { SignedData } from "./signedData";
