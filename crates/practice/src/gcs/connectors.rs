//! The kinds of storage that a gateway may lead to. Their ids are the same on every server.

use serde_json::{Value, json};
use uuid::Uuid;

/// One kind of storage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Connector {
    pub(crate) id: Uuid,
    pub(crate) name: &'static str,
    /// Begins the `DATA_TYPE` of its policies.
    pub(super) prefix: &'static str,
    /// Fields of a credential's policies without which it opens nothing.
    pub(super) secrets: &'static [&'static str],
}

const CONNECTORS: [Connector; 3] = [
    Connector {
        id: Uuid::from_u128(0x1458_12c8_decc_41f1_83cf_bb2a_85a2_a70b),
        name: "POSIX",
        prefix: "posix",
        secrets: &[],
    },
    Connector {
        id: Uuid::from_u128(0x7643_e831_5f6c_4b47_a07f_8ee9_0f40_1d23),
        name: "S3",
        prefix: "s3",
        secrets: &["s3_key_id", "s3_secret_key"],
    },
    Connector {
        id: Uuid::from_u128(0x976c_f0cf_78c3_4aab_82d2_7c16_adbc_c281),
        name: "Google Drive",
        prefix: "google_drive",
        secrets: &[],
    },
];

impl Connector {
    /// Whether it may hold protected data. Those that need keys of another company may not.
    pub(crate) fn is_high_assurance(self) -> bool {
        self.secrets.is_empty()
    }
}

/// All kinds.
pub(crate) fn all() -> impl Iterator<Item = Connector> {
    CONNECTORS.into_iter()
}

/// POSIX where the id is not one of ours.
pub(super) fn by_id(id: Uuid) -> Connector {
    CONNECTORS
        .into_iter()
        .find(|it| it.id == id)
        .unwrap_or(CONNECTORS[0])
}

/// In any letter case.
pub(crate) fn by_name(name: &str) -> Option<Connector> {
    CONNECTORS
        .into_iter()
        .find(|it| it.name.eq_ignore_ascii_case(name))
}

/// `connector#1.1.0`, as the manager's own description lists them.
pub(super) fn document(connector: Connector) -> Value {
    json!({
        "DATA_TYPE": "connector#1.1.0", "id": connector.id, "display_name": connector.name,
        "is_baa": connector.is_high_assurance(), "is_ha": connector.is_high_assurance(),
    })
}
