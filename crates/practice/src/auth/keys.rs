//! The key that signs id tokens: made when it is first needed, kept in the data folder.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPrivateKey, LineEnding};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::secret;
use crate::Error;
use crate::shared::App;
use crate::state::State;

const BITS: usize = 2048;
/// Under this name the data folder keeps it.
pub(crate) const NOTE: &str = "signing_key";

/// The algorithm that discovery names.
pub(super) const ALGORITHM: &str = "RS512";

struct SigningKey {
    encoding: EncodingKey,
    jwk: Value,
    id: String,
}

/// Holds the key once it was read or made.
#[derive(Default)]
pub(crate) struct Keys(OnceCell<SigningKey>);

impl Keys {
    async fn key<'a>(&'a self, app: &App) -> Result<&'a SigningKey, Error> {
        let app = app.clone();
        self.0
            .get_or_try_init(|| async move {
                // Finding two primes takes a while.
                match tokio::task::spawn_blocking(move || read_or_make(&app.state)).await {
                    Ok(key) => key,
                    Err(_) => Err(Error::Key(rsa::Error::Internal)),
                }
            })
            .await
    }

    /// The document at `jwks_uri`.
    pub(super) async fn jwk_set(&self, app: &App) -> Result<Value, Error> {
        Ok(json!({ "keys": [self.key(app).await?.jwk] }))
    }

    /// Signs the claims of an id token.
    pub(super) async fn sign(&self, app: &App, claims: &Value) -> Result<String, Error> {
        let key = self.key(app).await?;
        let mut header = Header::new(Algorithm::RS512);
        header.kid = Some(key.id.clone());
        jsonwebtoken::encode(&header, claims, &key.encoding).map_err(|_| Error::Key(rsa::Error::Internal))
    }
}

fn read_or_make(state: &State) -> Result<SigningKey, Error> {
    let stored = state.read(|world| world.notes.get(NOTE).cloned());
    let private = match stored.and_then(|pem| RsaPrivateKey::from_pkcs1_pem(&pem).ok()) {
        Some(key) => key,
        None => {
            let key = RsaPrivateKey::new(&mut rand::thread_rng(), BITS)?;
            let pem = key.to_pkcs1_pem(LineEnding::LF).map_err(rsa::Error::from)?;
            state.edit::<_, Error>(|edit| edit.note(NOTE, pem.to_string()))?;
            key
        }
    };
    let der = private.to_pkcs1_der().map_err(rsa::Error::from)?;
    let modulus = URL_SAFE_NO_PAD.encode(private.n().to_bytes_be());
    let exponent = URL_SAFE_NO_PAD.encode(private.e().to_bytes_be());
    let id = secret::hash(&modulus);
    let jwk = json!({"kty": "RSA", "use": "sig", "alg": ALGORITHM, "kid": id, "n": modulus, "e": exponent});
    Ok(SigningKey {
        encoding: EncodingKey::from_rsa_der(der.as_bytes()),
        jwk,
        id,
    })
}
