//! The private certificate authority of a data folder, and the certificate that practice shows over TLS.
//!
//! Globus clients insist on `https` for Connect Servers and their data. They get `ca.pem` and trust nothing more
//! than before: the authority may only speak for this computer.

use std::fs::OpenOptions;
use std::io::Write;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use jiff::{Timestamp, ToSpan, Zoned};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, PKCS_ECDSA_P256_SHA256,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

use crate::Error;
use crate::shared::Places;

/// The name of the authority. Issued certificates find it by this name, so it never changes.
const AUTHORITY_NAME: &str = "Guestlist practice, this computer only";

/// Reads or makes the authority of the data folder and issues a certificate for this run.
///
/// The authority is made once, so that a client may keep `ca.pem`. The server's own certificate is new in each run:
/// it never grows too old, and its key is on no disk.
pub(crate) fn acceptor(places: &Places, address: IpAddr) -> Result<TlsAcceptor, Error> {
    let key = authority_key(places)?;
    let authority = authority()?;
    let issuer = Issuer::from_params(&authority, &key);
    let server_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let certificate = server(address)?.signed_by(&server_key, &issuer)?;
    let server_key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(server_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], server_key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn authority_key(places: &Places) -> Result<KeyPair, Error> {
    let (certificate_file, key_file) = (&places.ca_file, &places.ca_key_file);
    let known = match std::fs::read_to_string(key_file) {
        Ok(text) => Some(KeyPair::from_pem(&text)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Error::folder(key_file)(error)),
    };
    let is_known = known.is_some();
    let key = match known {
        Some(key) => key,
        None => {
            let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
            put_whole(key_file, &key.serialize_pem(), true).map_err(Error::folder(key_file))?;
            key
        }
    };
    // A certificate without its key, after a copy of half a folder, would be of no use.
    if !is_known || !certificate_file.exists() {
        let certificate = authority()?.self_signed(&key)?;
        put_whole(certificate_file, &certificate.pem(), false).map_err(Error::folder(certificate_file))?;
    }
    Ok(key)
}

fn authority() -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = name(AUTHORITY_NAME);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    // Who trusts it trusts it for this computer's own names and for nothing on the network.
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![
            GeneralSubtree::DnsName("localhost".into()),
            GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix([127, 0, 0, 0], 8)),
            GeneralSubtree::IpAddress(CidrSubnet::V6(std::net::Ipv6Addr::LOCALHOST.octets(), [0xff; 16])),
        ],
        excluded_subtrees: Vec::new(),
    });
    set_validity(&mut params, 20 * 365);
    Ok(params)
}

fn server(address: IpAddr) -> Result<CertificateParams, Error> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    if !names.contains(&address.to_string()) {
        names.push(address.to_string());
    }
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = name("Guestlist practice");
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Some systems refuse certificates of servers that are valid for longer.
    set_validity(&mut params, 397);
    Ok(params)
}

fn name(text: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, text);
    name
}

/// From yesterday, since clocks differ, for so many days.
fn set_validity(params: &mut CertificateParams, days: i32) {
    let now = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    let day = |zoned: Option<Zoned>| zoned.unwrap_or_else(|| now.clone()).date();
    let first = day(now.checked_sub(1.day()).ok());
    let last = day(now.checked_add(i64::from(days).days()).ok());
    params.not_before = rcgen::date_time_ymd(
        i32::from(first.year()),
        first.month().unsigned_abs(),
        first.day().unsigned_abs(),
    );
    params.not_after = rcgen::date_time_ymd(
        i32::from(last.year()),
        last.month().unsigned_abs(),
        last.day().unsigned_abs(),
    );
}

/// Puts a file in place whole; a secret one is its owner's alone from its first byte on.
fn put_whole(path: &Path, text: &str, secret: bool) -> std::io::Result<()> {
    let new = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    // Left over from a run that was ended in the middle.
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    options.open(&new)?.write_all(text.as_bytes())?;
    std::fs::rename(new, path)
}
