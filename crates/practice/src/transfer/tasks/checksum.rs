//! Checksums by the names that `checksum_algorithm` knows.

use std::io::Read;

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Md5,
    Sha1,
    Sha256,
    Sha512,
}

impl Algorithm {
    /// Any letter case, with or without a dash.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().replace('-', "").as_str() {
            "md5" => Some(Self::Md5),
            "sha1" => Some(Self::Sha1),
            "sha256" => Some(Self::Sha256),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }

    /// The checksum of everything that is left to read, in lower-case hexadecimal.
    pub(super) fn of(self, content: &mut dyn Read) -> std::io::Result<String> {
        match self {
            Self::Md5 => digest::<Md5>(content),
            Self::Sha1 => digest::<Sha1>(content),
            Self::Sha256 => digest::<Sha256>(content),
            Self::Sha512 => digest::<Sha512>(content),
        }
    }
}

fn digest<D: Digest>(content: &mut dyn Read) -> std::io::Result<String> {
    let mut state = D::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match content.read(&mut piece)? {
            0 => break,
            count => state.update(&piece[..count]),
        }
    }
    Ok(state
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::Algorithm;

    #[test]
    fn checksums_are_the_known_ones() {
        let of = |algorithm: Algorithm| algorithm.of(&mut "abc".as_bytes()).unwrap();
        assert_eq!(of(Algorithm::Md5), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(of(Algorithm::Sha1), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert!(of(Algorithm::Sha256).starts_with("ba7816bf8f01cfea"));
        assert_eq!(Algorithm::parse("SHA-512"), Some(Algorithm::Sha512));
    }
}
