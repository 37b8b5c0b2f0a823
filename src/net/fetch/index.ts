export { FetchError, type FetchProblem } from "./fetchError";
export { fetchCrl, type FetchedCrl } from "./fetchCrl";
export { crlAddresses, issuerAddresses, ocspAddresses } from "./addresses";
export { fetchIssuer, type FetchedIssuer } from "./fetchIssuer";
export { fetchOcsp, type FetchedOcsp } from "./fetchOcsp";
export { httpFetch, type FetchOptions } from "./httpClient";
