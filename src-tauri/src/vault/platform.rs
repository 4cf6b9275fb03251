//! Which keychain this system has.

use std::sync::Arc;

use keyring_core::{CredentialStore, Result};

/// The Secret Service of the desktop session (GNOME Keyring, KWallet, KeePassXC).
#[cfg(target_os = "linux")]
pub fn open_system_keychain() -> Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// The login keychain.
#[cfg(target_os = "macos")]
pub fn open_system_keychain() -> Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

/// The Credential Manager.
#[cfg(windows)]
pub fn open_system_keychain() -> Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// No keychain is known on other systems.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub fn open_system_keychain() -> Result<Arc<CredentialStore>> {
    Err(keyring_core::Error::NoDefaultStore)
}
