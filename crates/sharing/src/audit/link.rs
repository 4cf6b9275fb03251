//! A guest collection as people have it: its id, or a link to it.

use globus::ids::CollectionId;
use url::Url;

/// Reads a UUID, or an address of the web app with one in it (`…/file-manager/collections/<id>`, `?origin_id=<id>`).
pub(crate) fn link_to_collection(text: &str) -> Option<CollectionId> {
    let text = text.trim();
    if let Some(id) = CollectionId::parse(text) {
        return Some(id);
    }
    let url = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "https" | "http"))?;
    let named = |(name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
        matches!(&*name, "origin_id" | "destination_id")
            .then(|| CollectionId::parse(&value))
            .flatten()
    };
    let in_path = || url.path_segments()?.find_map(CollectionId::parse);
    url.query_pairs().find_map(named).or_else(in_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_links_are_read() {
        let id = "6c54cade-bde5-45c1-bdea-f4bd71dba2cc";
        for text in [
            format!("  {id} "),
            id.to_uppercase(),
            format!("https://app.globus.org/file-manager?origin_id={id}&origin_path=%2F"),
            format!("https://app.globus.org/file-manager/collections/{id}/overview"),
        ] {
            assert_eq!(link_to_collection(&text), Some(CollectionId::new(id)), "{text}");
        }
        for text in [
            "",
            "Maple trial",
            "https://app.globus.org/file-manager",
            &format!("file:///{id}"),
        ] {
            assert_eq!(link_to_collection(text), None, "{text}");
        }
    }
}
