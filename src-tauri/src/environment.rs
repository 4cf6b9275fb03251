//! What the environment of the process may change: other services than the real Globus, another data folder,
//! another client id. Read once at start.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globus::config::ServiceUrls;
use globus::ids::ClientId;
use globus::path::LocalSystem;
use sharing::drives::{MountsInFile, SystemMounts};
use sharing::policy::PolicyFiles;
use sharing::ports::Mounts;
use url::Url;
use uuid::Uuid;

/// Client id that a build was given (see README, "Signing in to the real Globus").
const BUILD_CLIENT_ID: Option<&str> = option_env!("GUESTLIST_DEFAULT_CLIENT_ID");

/// What the app is called where names must be unique: its data folder, its keychain entries, the session bus. The same
/// as `identifier` in tauri.conf.json.
pub const APP_ID: &str = "org.guestlist.desktop";

/// The variables, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// `GUESTLIST_AUTH_URL`, `…_TRANSFER_URL`, `…_GROUPS_URL`, `…_WEB_URL`; the real Globus where unset.
    pub urls: ServiceUrls,
    /// `GUESTLIST_CLIENT_ID`.
    pub client_id: Option<ClientId>,
    /// `GUESTLIST_CA_FILE`: a certificate authority (PEM) that the servers of those other services are signed by, trusted
    /// besides those of the system. Not read for the real Globus.
    pub ca_file: Option<PathBuf>,
    /// `GUESTLIST_DATA_DIR`: instead of the system's place for app data.
    pub data_dir: Option<PathBuf>,
    /// `GUESTLIST_CONNECT_PERSONAL_DIR`: where Globus Connect Personal keeps its configuration, for installations that
    /// are not in the usual place.
    pub connect_personal: Option<PathBuf>,
    /// `GUESTLIST_POLICY_DIR`: a folder with `machine/policy.json` and `user/policy.json`, instead of the system's places
    /// for the institution's policy. Not read for the real Globus: there nobody chooses whose rules hold.
    pub policy_dir: Option<PathBuf>,
    /// `GUESTLIST_MOUNTS_FILE`: a table of mounts in the form of Linux (`/proc/self/mountinfo`), instead of this computer's
    /// own. Not read for the real Globus.
    pub mounts_file: Option<PathBuf>,
    /// `GUESTLIST_LOG`: what to log, in the words of `tracing_subscriber::EnvFilter`.
    pub log: Option<String>,
}

/// A variable that can't be used. Said on the terminal at start: a typing error must not send a test's tokens to the
/// real Globus.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{variable} is set to something that is not {expected}")]
pub struct EnvironmentError {
    variable: &'static str,
    expected: &'static str,
}

impl Environment {
    /// Reads the process's own environment.
    pub fn of_process() -> Result<Self, EnvironmentError> {
        Self::read(std::env::var_os)
    }

    fn read(get: impl Fn(&'static str) -> Option<OsString>) -> Result<Self, EnvironmentError> {
        let filled = |name| get(name).filter(|value| !value.is_empty());
        let url = |variable, usual: Url| match filled(variable) {
            None => Ok(usual),
            Some(value) => value
                .to_str()
                .and_then(|text| Url::parse(text).ok())
                .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
                .ok_or(EnvironmentError {
                    variable,
                    expected: "an http(s) address",
                }),
        };
        let usual = ServiceUrls::production();
        let urls = ServiceUrls {
            auth: url("GUESTLIST_AUTH_URL", usual.auth)?,
            transfer: url("GUESTLIST_TRANSFER_URL", usual.transfer)?,
            groups: url("GUESTLIST_GROUPS_URL", usual.groups)?,
            web_app: url("GUESTLIST_WEB_URL", usual.web_app)?,
        };
        let client_id = match filled("GUESTLIST_CLIENT_ID") {
            None => None,
            Some(value) => Some(value.to_str().and_then(ClientId::parse).ok_or(EnvironmentError {
                variable: "GUESTLIST_CLIENT_ID",
                expected: "a client id (a UUID)",
            })?),
        };
        let is_real = urls == ServiceUrls::production();
        Ok(Self {
            urls,
            client_id,
            ca_file: filled("GUESTLIST_CA_FILE")
                .filter(|_| !is_real)
                .map(PathBuf::from),
            data_dir: filled("GUESTLIST_DATA_DIR").map(PathBuf::from),
            connect_personal: filled("GUESTLIST_CONNECT_PERSONAL_DIR").map(PathBuf::from),
            policy_dir: filled("GUESTLIST_POLICY_DIR")
                .filter(|_| !is_real)
                .map(PathBuf::from),
            mounts_file: filled("GUESTLIST_MOUNTS_FILE")
                .filter(|_| !is_real)
                .map(PathBuf::from),
            log: filled("GUESTLIST_LOG").and_then(|value| value.into_string().ok()),
        })
    }

    /// The client id in force: the person's setting, else `GUESTLIST_CLIENT_ID`, else the build's own
    /// (`GUESTLIST_DEFAULT_CLIENT_ID` at build time), else none.
    pub fn client_id(&self, setting: Option<&str>) -> Option<ClientId> {
        setting
            .and_then(ClientId::parse)
            .or_else(|| self.client_id.clone())
            .or_else(|| BUILD_CLIENT_ID.and_then(ClientId::parse))
    }

    /// Where the institution's policy is.
    pub fn policy_files(&self, home: Option<&Path>) -> PolicyFiles {
        match &self.policy_dir {
            Some(folder) => PolicyFiles::inside(folder),
            None => PolicyFiles::usual(LocalSystem::current(), home, |name| std::env::var_os(name)),
        }
    }

    /// What hangs on this computer as network drives.
    pub fn mounts(&self) -> Arc<dyn Mounts> {
        match &self.mounts_file {
            Some(file) => Arc::new(MountsInFile(file.clone())),
            None => Arc::new(SystemMounts),
        }
    }

    /// [`APP_ID`] for the ordinary app. With other services or another data folder it is another name, so that the two
    /// never meet; the same overrides make the same name.
    pub fn app_id(&self) -> String {
        match self.realm() {
            None => APP_ID.to_owned(),
            // With a letter in front: the session bus wants no digit there.
            Some(realm) => format!("{APP_ID}.r{realm}"),
        }
    }

    fn realm(&self) -> Option<String> {
        let services = self.service_realm();
        let folder = self
            .data_dir
            .as_ref()
            .map(|folder| folder.to_string_lossy().into_owned());
        if services.is_none() && folder.is_none() {
            return None;
        }
        Some(short_name(&[
            services.unwrap_or_default(),
            folder.unwrap_or_default(),
        ]))
    }

    /// The same for folders: what was read from other services is kept in a folder of its own.
    pub fn service_realm(&self) -> Option<String> {
        (self.urls != ServiceUrls::production()).then(|| {
            let ServiceUrls {
                auth,
                transfer,
                groups,
                web_app,
            } = &self.urls;
            short_name(&[auth, transfer, groups, web_app].map(Url::to_string))
        })
    }
}

fn short_name(parts: &[String]) -> String {
    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, parts.join("\n").as_bytes());
    id.simple().to_string()[..12].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&'static str, &str)]) -> Result<Environment, EnvironmentError> {
        Environment::read(|name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.into())
        })
    }

    const ID: &str = "4d6448ae-8ca0-40e4-aaa9-8ec8e8320621";
    const OTHER_ID: &str = "99b5c2d1-3f65-4b51-b1a3-f4b1e6f3c1a0";

    #[test]
    fn an_empty_environment_is_the_real_globus() {
        let environment = read(&[("GUESTLIST_AUTH_URL", "")]).unwrap();
        assert_eq!(environment.urls, ServiceUrls::production());
        assert_eq!((environment.realm(), environment.service_realm()), (None, None));
    }

    #[test]
    fn other_services_are_another_realm() {
        let one = read(&[("GUESTLIST_AUTH_URL", "http://127.0.0.1:1/auth")]).unwrap();
        let two = read(&[("GUESTLIST_AUTH_URL", "http://127.0.0.1:2/auth")]).unwrap();
        assert_eq!(one.urls.auth.as_str(), "http://127.0.0.1:1/auth");
        assert!(one.realm().is_some());
        assert_ne!(one.realm(), two.realm());
        assert_ne!(one.service_realm(), two.service_realm());
    }

    #[test]
    fn the_real_globus_gets_no_authority_of_its_own() {
        let ca = ("GUESTLIST_CA_FILE", "/tmp/ca.pem");
        assert_eq!(read(&[ca]).unwrap().ca_file, None);
        let other = read(&[ca, ("GUESTLIST_AUTH_URL", "http://127.0.0.1:1/auth")]).unwrap();
        assert_eq!(other.ca_file, Some(PathBuf::from("/tmp/ca.pem")));
    }

    #[test]
    fn the_real_globus_has_the_policy_of_the_real_computer() {
        let policy = ("GUESTLIST_POLICY_DIR", "/tmp/policy");
        let mounts = ("GUESTLIST_MOUNTS_FILE", "/tmp/mounts");
        let real = read(&[policy, mounts]).unwrap();
        assert_eq!((real.policy_dir, real.mounts_file), (None, None));
        let other = read(&[policy, ("GUESTLIST_AUTH_URL", "http://127.0.0.1:1/auth")]).unwrap();
        assert_eq!(
            other.policy_files(None),
            PolicyFiles::inside(Path::new("/tmp/policy"))
        );
    }

    #[test]
    fn another_data_folder_never_meets_the_usual_keychain_entries() {
        let environment = read(&[("GUESTLIST_DATA_DIR", "/tmp/x")]).unwrap();
        assert!(environment.realm().is_some());
        assert_eq!(environment.service_realm(), None);
    }

    #[test]
    fn a_misspelt_variable_stops_the_start() {
        for (variable, value) in [
            ("GUESTLIST_TRANSFER_URL", "localhost:80"),
            ("GUESTLIST_CLIENT_ID", "my-app"),
        ] {
            assert_eq!(read(&[(variable, value)]).unwrap_err().variable, variable);
        }
    }

    #[test]
    fn the_setting_comes_before_the_variable() {
        let environment = read(&[("GUESTLIST_CLIENT_ID", ID)]).unwrap();
        assert_eq!(environment.client_id(Some(OTHER_ID)), ClientId::parse(OTHER_ID));
        assert_eq!(environment.client_id(None), ClientId::parse(ID));
    }
}
