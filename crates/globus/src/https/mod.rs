//! Files of one collection over HTTPS, where its server gives them an address (`https_server` in Transfer's document).
//!
//! The service knows whole files only: it lists nothing, makes no folders, and neither repeats nor checks. Folders are
//! Transfer's (`mkdir`, `ls`). A token for these files is issued for this collection alone, and goes to no address but
//! the one that Transfer names, over TLS; an answer that points elsewhere is not followed.

mod answer;
mod content;
mod request;

pub use answer::{Download, FileInfo};
pub use content::{Content, ContentStream};

use reqwest::{Method, StatusCode, header};
use url::Url;

use self::content::Wire;
use self::request::Attempt;
use crate::audience::Audience;
use crate::auth::Authorizer;
use crate::error::{ApiError, Error, Result, Service};
use crate::http::Http;
use crate::path::FilePath;
use crate::retry::Repeat;
use crate::scopes::Scope;
use crate::transfer::{Endpoint, EntityType};

/// The files of one collection.
#[derive(Clone, Debug)]
pub struct HttpsClient {
    http: Http,
    authorizer: Authorizer,
    audience: Audience,
}

impl HttpsClient {
    pub(crate) fn of_collection(http: Http, authorizer: Authorizer, collection: &Endpoint) -> Result<Self> {
        let address = collection.https_server.as_deref().unwrap_or_default();
        if address.is_empty() {
            return Err(Error::NoHttps {
                collection: collection.id.clone(),
            });
        }
        let audience = Audience {
            service: Service::CollectionData,
            base: data_address(address)?,
            resource_server: collection.id.to_string(),
            consents: consents(collection),
        };
        Ok(Self {
            http,
            authorizer,
            audience,
        })
    }

    /// What a sign-in must ask for so that these files can be reached.
    pub fn scopes(&self) -> Vec<String> {
        self.audience.consents.iter().map(Scope::to_string).collect()
    }

    /// Writes or replaces a file. It is sent again from its beginning where the line breaks or the service asks for
    /// patience: the same bytes under the same name do no harm twice. [`Error::Content`] when the content itself fails;
    /// that is never repeated here.
    pub async fn put(&self, path: &FilePath, content: &dyn Content) -> Result<()> {
        let attempt = async || {
            let build = |request: reqwest::RequestBuilder| {
                let (body, watch) = Wire::open(content);
                // Said for an empty file, too: some servers want to hear it.
                let request = request
                    .header(header::CONTENT_LENGTH, content.length())
                    .header(header::CONTENT_TYPE, "application/octet-stream")
                    .body(reqwest::Body::wrap(body));
                Attempt::watched(request, watch)
            };
            self.authorized(Method::PUT, path, build).await.map(drop)
        };
        let retry = &self.http.config().retry;
        retry.run(Repeat::Idempotent, attempt).await
    }

    /// What is known about a file, with a checksum where the service gives one; none where there is no such file.
    pub async fn head(&self, path: &FilePath) -> Result<Option<FileInfo>> {
        let build = |request: reqwest::RequestBuilder| {
            Attempt::plain(request.header("want-repr-digest", "sha-256=10"))
        };
        let retry = &self.http.config().retry;
        let answer = retry.run(Repeat::Idempotent, || self.authorized(Method::HEAD, path, build));
        match answer.await {
            Ok(answer) => Ok(Some(FileInfo::of(answer.headers()))),
            Err(Error::Api(api)) if api.status == StatusCode::NOT_FOUND => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Begins to read a file, from a position on. Only the beginning is repeated on transient failures: whoever reads
    /// knows how far they came.
    pub async fn get(&self, path: &FilePath, from: u64) -> Result<Download> {
        let build = |request: reqwest::RequestBuilder| {
            Attempt::plain(match from {
                0 => request,
                from => request.header(header::RANGE, format!("bytes={from}-")),
            })
        };
        let retry = &self.http.config().retry;
        let answer = retry
            .run(Repeat::Idempotent, || self.authorized(Method::GET, path, build))
            .await?;
        Ok(Download::new(answer))
    }

    /// Removes a file. One that is gone already is fine.
    pub async fn delete(&self, path: &FilePath) -> Result<()> {
        let retry = &self.http.config().retry;
        let answer = retry.run(Repeat::Idempotent, || {
            self.authorized(Method::DELETE, path, Attempt::plain)
        });
        match answer.await {
            Ok(_) => Ok(()),
            Err(Error::Api(api)) if api.status == StatusCode::NOT_FOUND => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// One attempt; a token that the server no longer takes is renewed once on the way.
    async fn authorized(
        &self,
        method: Method,
        path: &FilePath,
        build: impl Fn(reqwest::RequestBuilder) -> Attempt,
    ) -> Result<reqwest::Response> {
        let resource_server = &self.audience.resource_server;
        let consent = |error| self.audience.or_consent(error);
        let url = path.below(self.audience.base.as_str());
        let url = Url::parse(&url).map_err(|_| Error::BaseUrl {
            url: self.audience.base.to_string(),
        })?;
        let client = self.http.data_client()?;
        let bearer = self.authorizer.bearer(resource_server).await.map_err(consent)?;
        let send = async |bearer: &secrecy::SecretString| {
            let request = client
                .request(method.clone(), url.clone())
                .bearer_auth(secrecy::ExposeSecret::expose_secret(bearer));
            build(request).send(&self.http).await
        };
        match send(&bearer).await {
            Err(Error::Api(api)) if wants_other_token(&api) => {
                let renewed = self.authorizer.renewed(resource_server, &bearer).await;
                match send(&renewed.map_err(consent)?).await {
                    // A token that was issued a moment ago does not count: only the person can bring another one.
                    Err(Error::Api(api)) if wants_other_token(&api) => Err(self.audience.consent_required()),
                    other => other,
                }
            }
            other => other,
        }
        .map_err(|error| self.audience.with_own_scope(error))
    }
}

/// A 401, or the way to the sign-in page: where a server sends whoever it does not know. (Every redirect counts: files
/// are never anywhere else.) A token that lacks a scope is no better when it is new.
fn wants_other_token(api: &ApiError) -> bool {
    (api.status == StatusCode::UNAUTHORIZED || (300..400).contains(&api.status)) && api.demand.is_none()
}

/// Globus Connect Server, HTTPS access: the scope of the collection's files, and for mapped collections without high
/// assurance the one for reaching data there at all, beside it.
fn consents(collection: &Endpoint) -> Vec<Scope> {
    let mut scopes = vec![Scope::https(&collection.id)];
    if collection.entity_type == EntityType::GcsV5MappedCollection && !collection.high_assurance {
        scopes.push(Scope::data_access(&collection.id));
    }
    scopes
}

/// A file's own address, as anybody may open it who has access: without a sign-in where the file is for everybody, else
/// after one. None where the collection's server gives its files no address, or none over TLS.
pub fn file_address(collection: &Endpoint, path: &FilePath) -> Option<Url> {
    let base = data_address(collection.https_server.as_deref()?).ok()?;
    Url::parse(&path.below(base.as_str())).ok()
}

/// Only over TLS: the address comes from a document, and a token follows it.
fn data_address(text: &str) -> Result<Url> {
    let is_address = |url: &Url| {
        url.scheme() == "https"
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    };
    let url = Url::parse(text).ok().filter(is_address);
    url.ok_or_else(|| Error::BaseUrl { url: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_with_tls_have_files() {
        for good in ["https://g-1.data.example", "https://127.0.0.1:4000/data/c1/"] {
            assert!(data_address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://g-1.data.example",
            "g-1.data.example",
            "https://nora:secret@g-1.data.example",
            "https://g-1.data.example/?to=elsewhere",
            "file:///etc/passwd",
        ] {
            assert!(matches!(data_address(bad), Err(Error::BaseUrl { .. })), "{bad}");
        }
    }
}
