//! The links that guests open: the web app's file manager at the exact folder, so that nobody lands in an empty root, and
//! a file's own address.

use globus::ids::{CollectionId, GroupId};
use globus::path::{CollectionPath, FilePath};
use globus::transfer::Endpoint;
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

/// A file's own address, which needs no web app; none where the collection's server gives its files none (Globus Connect
/// Server, HTTPS access). Its characters go through every mail program: nothing but letters, digits and `-._~/%`.
pub fn file_link(collection: &Endpoint, path: &FilePath) -> Option<String> {
    globus::https::file_address(collection, path).map(String::from)
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
    use proptest::collection::vec;
    use proptest::prelude::*;

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

    fn server(https_server: Option<&str>) -> Endpoint {
        let document = serde_json::json!({"id": "c1", "https_server": https_server});
        serde_json::from_value(document).unwrap()
    }

    fn plain(text: &str) -> bool {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-._~/%:".contains(c))
    }

    #[test]
    fn odd_names_of_files_are_written_so_that_only_the_server_reads_them() {
        let server = server(Some("https://g-1.data.example"));
        for (path, link) in [
            ("/Results 2026/a b.csv", "/Results%202026/a%20b.csv"),
            ("/100%25 #1?.txt", "/100%2525%20%231%3F.txt"),
            (
                "/Zürich/概要 🐚.md",
                "/Z%C3%BCrich/%E6%A6%82%E8%A6%81%20%F0%9F%90%9A.md",
            ),
            ("/.config/.hidden", "/.config/.hidden"),
            ("/..data/a&b=c+d;e", "/..data/a%26b%3Dc%2Bd%3Be"),
            ("/%2e%2e/secret", "/%252e%252e/secret"),
            ("/back\\slash/it's \"here\"", "/back%5Cslash/it%27s%20%22here%22"),
        ] {
            let path = FilePath::parse(path).unwrap();
            let expected = format!("https://g-1.data.example{link}");
            assert_eq!(file_link(&server, &path), Some(expected));
        }
    }

    #[test]
    fn only_files_of_servers_with_an_address_over_tls_have_links() {
        let path = FilePath::parse("/a.csv").unwrap();
        for none in [
            None,
            Some(""),
            Some("http://g-1.data.example"),
            Some("g-1.data.example"),
        ] {
            assert_eq!(file_link(&server(none), &path), None, "{none:?}");
        }
        let below = server(Some("https://127.0.0.1:4000/data/c1/"));
        let expected = "https://127.0.0.1:4000/data/c1/a.csv";
        assert_eq!(file_link(&below, &path).as_deref(), Some(expected));
    }

    proptest! {
        /// Whatever a file is called, its link leads to it and to nothing else.
        #[test]
        fn every_name_survives_a_file_s_link(names in vec("[^/\0]{1,12}", 1..5)) {
            prop_assume!(names.iter().all(|name| name != "." && name != ".."));
            let path = FilePath::parse(&format!("/{}", names.join("/"))).unwrap();
            let link = file_link(&server(Some("https://g-1.data.example")), &path).unwrap();
            prop_assert!(plain(&link), "{}", link);
            let url = Url::parse(&link).unwrap();
            prop_assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("g-1.data.example"), None, None));
            let read: Vec<String> = url
                .path_segments()
                .unwrap()
                .map(|part| percent_encoding::percent_decode_str(part).decode_utf8().unwrap().into_owned())
                .collect();
            prop_assert_eq!(read, names);
            // Once through a browser's address bar and back.
            prop_assert_eq!(url.to_string(), link);
        }
    }
}
