import fc from "fast-check";

// The same values in every run, so that a failure is the change's and not the dice's. FAST_CHECK_SEED throws others.
fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? "2026") });
