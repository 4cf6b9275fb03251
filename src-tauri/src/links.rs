//! Which addresses the window may have opened. The list is short on purpose: a link only ever comes from our own
//! screens, and a screen that shows text from outside must not be able to start anything else.

use sharing::error::{Field, InputProblem};
use sharing::{Error, Result};
use url::Url;

/// Globus's own pages that help texts link to.
const HELP_PAGES: [&str; 5] = [
    "https://app.globus.org/",
    "https://developers.globus.org/",
    "https://docs.globus.org/",
    "https://support.globus.org/",
    "https://www.globus.org/",
];

/// The address in its checked form, or why it isn't opened. `web_app` is the one of the mode in force, `sign_in` the
/// pages of a running sign-in.
pub fn allowed(text: &str, web_app: &Url, sign_in: &[String]) -> Result<Url> {
    let refused = Error::InvalidInput {
        field: Field::Path,
        reason: InputProblem::NotAnAddress,
    };
    let Ok(url) = Url::parse(text) else {
        return Err(refused);
    };
    let help = HELP_PAGES.iter().filter_map(|page| Url::parse(page).ok());
    let fine = url.scheme() == "mailto"
        || sign_in.iter().any(|page| page == text)
        || is_within(&url, web_app)
        || help.into_iter().any(|page| is_within(&url, &page));
    if fine { Ok(url) } else { Err(refused) }
}

/// Same scheme, host and port, no user name in front of the host, and below the base's path.
fn is_within(url: &Url, base: &Url) -> bool {
    let folder = base.path().trim_end_matches('/');
    let below = url
        .path()
        .strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    url.origin() == base.origin()
        && url.origin().is_tuple()
        && url.username().is_empty()
        && url.password().is_none()
        && below
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_allowed(text: &str) -> bool {
        let web_app = Url::parse("http://127.0.0.1:9/web").unwrap();
        let sign_in = ["https://auth.globus.org/v2/oauth2/authorize?state=1".to_owned()];
        allowed(text, &web_app, &sign_in).is_ok()
    }

    #[test]
    fn our_own_links_open() {
        for link in [
            "http://127.0.0.1:9/web",
            "http://127.0.0.1:9/web/file-manager?origin_id=c1&origin_path=%2F",
            "https://docs.globus.org/guides/",
            "https://developers.globus.org/",
            "https://app.globus.org/settings/developers",
            "https://auth.globus.org/v2/oauth2/authorize?state=1",
            "mailto:alex@northfield.example?subject=Results",
        ] {
            assert!(is_allowed(link), "{link}");
        }
    }

    #[test]
    fn nothing_else_does() {
        for link in [
            "https://docs.globus.org.evil.example/",
            "https://docs.globus.org@evil.example/",
            "https://someone@docs.globus.org/",
            "http://docs.globus.org/",
            "https://docs.globus.org:8443/",
            "http://127.0.0.1:9/website",
            "http://127.0.0.1:9/web/../admin",
            "http://127.0.0.1:10/web",
            "https://auth.globus.org/v2/oauth2/authorize?state=2",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://server/share",
            "/usr/bin/xterm",
            "",
        ] {
            assert!(!is_allowed(link), "{link}");
        }
    }
}
