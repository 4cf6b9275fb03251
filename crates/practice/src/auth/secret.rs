//! Tokens and codes. Each starts with a marker, so that a search for it finds every place where one leaked.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore;
use sha2::{Digest, Sha256};

/// The first characters of everything secret that practice hands out.
pub(crate) const MARKER: &str = "practice-secret-";

/// A fresh secret of one kind, such as `access` or `code`.
pub(crate) fn new_secret(kind: &str) -> String {
    let mut bytes = [0_u8; 32];
    rand::thread_rng().fill_bytes(&mut bytes);
    format!("{MARKER}{kind}-{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a secret.
pub(crate) fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// PKCE S256: the challenge that belongs to a verifier.
pub(crate) fn challenge_of(verifier: &str) -> String {
    hash(verifier)
}

/// The same for all tokens of one sign-in, whatever they are for.
pub(super) fn session_id(auth_time: jiff::Timestamp, identity: uuid::Uuid) -> uuid::Uuid {
    uuid::Uuid::new_v5(&identity, auth_time.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_challenge_is_that_of_rfc_7636_appendix_b() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(
            super::challenge_of(verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }
}
