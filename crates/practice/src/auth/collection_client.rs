//! Collections are clients of Auth: it is they who send a browser to the sign-in when somebody opens a file.

use url::{Host, Url};
use uuid::Uuid;

use super::secret::new_secret;
use super::token::exchange_code;
use crate::Error;
use crate::params::Params;
use crate::shared::App;
use crate::state::model::Client;

/// Makes the collection known, once, and keeps its name up to date for the consent page.
pub(crate) fn register_collection(app: &App, id: Uuid, name: &str) -> Result<(), Error> {
    let known = app.state.read(|world| world.clients.by_id(id).cloned());
    if known.as_ref().is_some_and(|client| client.name == name) {
        return Ok(());
    }
    let client = Client {
        id,
        name: name.to_owned(),
        secret: Some(
            known
                .and_then(|it| it.secret.clone())
                .unwrap_or_else(|| new_secret("client")),
        ),
        // Not one of the applications that the seed gives away.
        template: Some(id),
        created: app.now(),
        scopes: Vec::new(),
    };
    app.state.edit::<_, Error>(|edit| edit.put(client))
}

/// The access token for a code that a browser brought back to a collection.
pub(crate) async fn exchange_for_collection(
    app: &App,
    id: Uuid,
    code: &str,
    redirect_uri: &str,
) -> Option<String> {
    let client = app.state.read(|world| world.clients.by_id(id).cloned())?;
    let form = Params::parse(
        url::form_urlencoded::Serializer::new(String::new())
            .append_pair("code", code)
            .append_pair("redirect_uri", redirect_uri)
            .finish()
            .as_bytes(),
    );
    let answer = exchange_code(app, &client, &form).await.ok()?;
    answer["access_token"].as_str().map(str::to_owned)
}

/// The root of the client's own collection on this computer's TLS port.
pub(super) fn is_own_address(client: &Client, text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let own_root = format!("{}{}/", crate::https::PREFIX, client.id);
    url.scheme() == "https"
        && loopback
        && client.template == Some(client.id)
        && url.path() == own_root
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_for_a_collection_only_go_to_its_root() {
        let id = Uuid::from_u128(7);
        let client = Client {
            id,
            name: "Results".into(),
            secret: None,
            template: Some(id),
            created: jiff::Timestamp::UNIX_EPOCH,
            scopes: Vec::new(),
        };
        let fits = |text: &str| is_own_address(&client, text);
        assert!(fits(&format!("https://localhost:4000/data/{id}/")));
        assert!(fits(&format!("https://127.0.0.2:4000/data/{id}/")));
        assert!(!fits(&format!("http://localhost:4000/data/{id}/")));
        assert!(!fits(&format!("https://eastlake.example/data/{id}/")));
        assert!(!fits(&format!("https://localhost/data/{id}/a.html")));
        assert!(!fits(&format!("https://localhost/data/{}/", Uuid::from_u128(8))));
    }
}
