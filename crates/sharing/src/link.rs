//! The link that guests open: the web app's file manager at the exact folder, so that nobody lands in an empty root.

use globus::ids::{CollectionId, GroupId};
use globus::path::CollectionPath;
use url::Url;

/// The file manager of the web app, opened at a folder of a collection.
pub fn folder_link(web_app: &Url, collection_id: &CollectionId, path: &CollectionPath) -> String {
    let mut url = web_app.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().push("file-manager");
    }
    // Percent-encoded by hand: the query serializer writes a blank as `+`, which some mail programs break links at.
    let path = percent_encoding::utf8_percent_encode(path.as_str(), percent_encoding::NON_ALPHANUMERIC);
    url.set_query(Some(&format!("origin_id={collection_id}&origin_path={path}")));
    url.into()
}

/// The page about a collection in the web app.
pub fn collection_page(web_app: &Url, collection_id: &CollectionId) -> String {
    let mut url = web_app.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments
            .pop_if_empty()
            .extend(["file-manager", "collections", collection_id.as_str(), "overview"]);
    }
    url.into()
}

/// The page about a group in the web app.
pub fn group_page(web_app: &Url, group_id: &GroupId) -> String {
    let mut url = web_app.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments
            .pop_if_empty()
            .extend(["groups", group_id.as_str(), "about"]);
    }
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_survives_the_link() {
        let web_app = Url::parse("https://app.globus.org/").unwrap();
        let id = CollectionId::new("c1");
        for name in [
            "Results 2026",
            "100 %",
            "a#b",
            "a&b=c",
            "Zürich",
            "it's \"here\"",
            "a\nb",
            "\u{202e}abc",
        ] {
            let path = CollectionPath::root().join(name).unwrap();
            let link = Url::parse(&folder_link(&web_app, &id, &path)).unwrap();
            let query: Vec<(String, String)> = link.query_pairs().into_owned().collect();
            let expected = vec![
                ("origin_id".into(), "c1".into()),
                ("origin_path".into(), path.to_string()),
            ];
            assert_eq!(query, expected);
            assert_eq!((link.path(), link.fragment()), ("/file-manager", None));
        }
    }

    #[test]
    fn a_prefix_of_the_web_app_is_kept() {
        let web_app = Url::parse("http://127.0.0.1:9/app").unwrap();
        let link = folder_link(&web_app, &CollectionId::new("c1"), &CollectionPath::root());
        assert_eq!(
            link,
            "http://127.0.0.1:9/app/file-manager?origin_id=c1&origin_path=%2F"
        );
    }
}
