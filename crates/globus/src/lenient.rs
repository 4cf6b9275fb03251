//! Reading documents whose writers are not strict about what is there.

use serde::{Deserialize, Deserializer};

/// For values that the service may send as `null` where others send nothing.
pub(crate) fn null_is_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    d: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(d)?.unwrap_or_default())
}
