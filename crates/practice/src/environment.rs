//! `--print-env`: shell lines that point the official Globus clients at this practice.

use std::fmt::Write;
use std::path::Path;

use practice::{ApplicationClient, Urls};
use uuid::Uuid;

/// What the lines are made of.
pub(crate) struct Environment<'a> {
    pub(crate) urls: &'a Urls,
    pub(crate) ca: &'a Path,
    pub(crate) client_id: Uuid,
    pub(crate) clients: &'a [ApplicationClient],
}

/// `export` lines for a POSIX shell, the rest as comments, `# ready` at the end.
pub(crate) fn lines(environment: &Environment<'_>) -> String {
    let Environment {
        urls,
        ca,
        client_id,
        clients,
    } = environment;
    let mut text = String::new();
    let services = [
        ("AUTH", &urls.auth),
        ("TRANSFER", &urls.transfer),
        ("GROUPS", &urls.groups),
        ("SEARCH", &urls.search),
        ("FLOWS", &urls.flows),
        // The SDK reads the first; the service is called by the second.
        ("TIMER", &urls.timers),
        ("TIMERS", &urls.timers),
        ("COMPUTE", &urls.compute),
        ("APP", &urls.web),
    ];
    for (service, url) in services {
        let _ = writeln!(text, "export GLOBUS_SDK_SERVICE_URL_{service}={}", quoted(url));
    }
    // A name of its own keeps the tokens of practice apart from real ones in the CLI's storage.
    let _ = writeln!(text, "export GLOBUS_SDK_ENVIRONMENT='practice'");
    let _ = writeln!(
        text,
        "export GLOBUS_SDK_VERIFY_SSL={}",
        quoted(&ca.to_string_lossy())
    );
    let _ = writeln!(text, "# Connect Server manager: {}", urls.gcs);
    let _ = writeln!(text, "# HTTPS data: {}", urls.https);
    let _ = writeln!(text, "# Admin: {}", urls.admin);
    let _ = writeln!(text, "# Native app: {client_id}");
    let _ = writeln!(text, "# To act as one of the applications:");
    for client in *clients {
        let name: String = client.name.chars().filter(|it| !it.is_control()).collect();
        let (id, secret) = (quoted(&client.id.to_string()), quoted(&client.secret));
        let _ = writeln!(
            text,
            "# export GLOBUS_CLI_CLIENT_ID={id} GLOBUS_CLI_CLIENT_SECRET={secret} # {name}"
        );
    }
    text.push_str("# ready\n");
    text
}

/// One word for a POSIX shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_in_a_path_reaches_the_shell() {
        assert_eq!(quoted("/tmp/Nora's $(files)"), r"'/tmp/Nora'\''s $(files)'");
    }
}
