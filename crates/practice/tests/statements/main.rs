//! The statements that the service's own documentation makes (S1 to S52), one test each, named after its number.
//!
//! | statements | file |
//! | --- | --- |
//! | S1–S3, S15, S16, S36, S37, S52: where permissions apply and how they add up | `permissions` |
//! | S4–S8, S42: who may do what | `roles` |
//! | S9–S14: permissions that come from roles | `implicit` |
//! | S17–S20: paths | `paths` |
//! | S21–S29, S34, S35: what is sent and answered | `documents` |
//! | S30–S33: refusals | `refusals` |
//! | S38–S41: guest collections on servers | `servers` |
//! | S43–S47: applications, invitations, groups | `people` |
//! | S48–S51: what sharing is for | `scenarios` |
//!
//! And the traps for whoever writes a client. Where a trap is about the service, its test here has its number; where it
//! is for the client to step around, the client's test is named.
//!
//! | trap | test |
//! | --- | --- |
//! | 1 owners of server collections | `t01_a_servers_guest_collection_is_owned_by_the_endpoint` |
//! | 2 an address is no principal | `t02_an_address_is_no_principal`, S37, S46; globus: `people_are_provisioned_only_when_asked`, sharing: `nobody_is_invited_unasked` |
//! | 3 linked identities, new usernames | `t03_a_rule_for_a_linked_identity_serves_the_account`; `practice::auth_identities::a_username_may_change_and_the_id_stays` |
//! | 4 silent and double lookups | `t04_unknown_identities_are_left_out`; `practice::auth_identities::a_closed_account_leaves_its_username_to_somebody_else` |
//! | 5 state, two loopback spellings | `t05_both_spellings_of_the_loopback_address_are_redirects`; globus: `only_the_own_state_is_accepted` |
//! | 6 refresh tokens | `t06_refresh_tokens_come_only_when_offline`; `practice::auth_grants::refresh_tokens_belong_to_one_client_and_die_after_half_a_year_of_rest`; globus: `a_dead_grant_means_signed_out` |
//! | 7 unknown scopes | `practice::auth::what_is_wrong_with_a_request_is_said_on_a_page`; globus: `the_first_sign_in_asks_for_six_scopes` |
//! | 8 `other_tokens` | `t08_other_tokens_are_always_there`; globus: `each_resource_server_gets_its_own_token` |
//! | 9 lifetimes | `t09_expires_in_is_what_a_token_lives` |
//! | 10 spellings of booleans | `t10_every_spelling_of_a_boolean_is_understood` |
//! | 11 policies as list or text | `practice::gcs_data::each_demand_on_a_sign_in_is_named_and_can_be_met`; globus: `every_way_to_ask_for_a_session_is_understood` |
//! | 12 `shared_endpoint` and servers | `t12_transfer_makes_no_guest_collection_on_a_server` |
//! | 13 names of the host | `t13_the_host_goes_by_several_names` |
//! | 14 deprecated flags | `t14_kind_and_roles_say_what_the_old_flags_said`; globus: `roles_decide_what_may_be_done_with_permissions` |
//! | 15 always listed | `t15_a_personal_guest_collection_is_always_listed` |
//! | 16 unknown kinds | globus: `kinds_keep_their_names` |
//! | 17 keywords | `t17_keywords_are_one_text`; as a list: `practice::gcs_guest::each_missing_condition_has_its_own_detail` |
//! | 18 servers themselves | `t18_a_server_itself_is_not_functional` |
//! | 19 subscriptions | `t19_guests_and_roles_need_a_subscription`; globus: `a_computer_hosts_guests_with_a_subscription_only` |
//! | 20 automatic deletion | a site's policy; practice keeps and shows the fields and deletes nothing |
//! | 21 search | `t21_a_search_is_paged_and_ends_at_a_thousand`; globus: `a_search_ends_at_a_thousand` |
//! | 22 empty principals | S16 |
//! | 23 anonymous writing | `t23_nobody_unknown_writes_where_that_is_forbidden` |
//! | 24 implicit rules | S9, S12; sharing: `roles_are_counted_once_and_reach_everything` |
//! | 25 last slash | S17; globus: `slashes_are_normalised` |
//! | 26 `Exists` ignores the level | S15; sharing: `what_is_stored_already_is_changed_or_left_alone` |
//! | 27 no pages | `t27_the_list_of_permissions_has_no_pages`, S2 |
//! | 28 messages without an address | `t28_a_message_without_an_address_does_nothing` |
//! | 29 access that stays | `t29_access_can_stay_when_a_rule_is_removed`; sharing: `wider_access_stays_when_it_gives_more_or_lasts_longer` |
//! | 30 roles of servers | `t30_roles_of_servers_are_read_only_in_transfer`; `practice::gcs::roles_of_a_server_change_here_and_show_in_transfer`; globus: `a_principal_written_as_urn_is_the_same_principal` |
//! | 31 restricted administrators | `t31_nobody_is_made_a_restricted_administrator` |
//! | 32 end dates | S35 |
//! | 33 the command line's `fallback` | the judge asks for JSON: `tests/judge/test_permissions.py` |
//! | 34 `INACTIVE` | `t34_an_inactive_task_is_not_over` |
//! | 35 folders that are there | `t35_a_folder_that_is_there_is_a_502`; globus: `a_folder_that_is_there_is_fine_a_file_is_not` |
//! | 36 missing folders | `t36_a_missing_folder_is_not_found`; globus: `codes_match_by_segment` |
//! | 37 `last_modified` | `t37_last_modified_has_a_blank`; globus: `both_spellings_are_the_same_moment` |
//! | 38 default folders | `t38_without_a_path_the_first_folder_is_listed` |
//! | 39 others' tasks | `t39_tasks_are_their_owners` |
//! | 40 Windows paths | globus: `windows_drives_become_the_first_part`, `windows_paths_without_a_meaning_are_refused` |
//! | 41 repeated submissions | `t41_a_repeated_submission_is_the_same_task` |
//! | 42 no HTTPS on computers | `t42_a_personal_computer_has_no_https` |
//! | 43 repeated creates | `t43_a_create_that_is_sent_again_finds_its_own_work`; globus: `a_permission_whose_answer_was_lost_is_given_once` |
//! | 44 long `Retry-After` | globus: `a_long_retry_after_goes_to_the_person` |
//! | 45 `https` only | `t45_servers_are_reached_over_https_only` |
//! | 46 JSON everywhere | `t46_every_refusal_is_json`; globus: `a_page_instead_of_a_document_is_no_text_for_people` |
//! | 47 ids and `resource` | `t47_ids_and_resources_are_texts`; globus: `an_id_may_be_a_number` |

// Clippy knows test functions, not the helpers they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod documents;
#[path = "../practice/gcs_harness.rs"]
#[allow(dead_code, reason = "shared with the tests by subject, which use more of it")]
mod gcs_harness;
mod ground;
#[path = "../practice/harness.rs"]
#[allow(dead_code, reason = "shared with the tests by subject, which use more of it")]
mod harness;
mod implicit;
mod paths;
mod people;
mod permissions;
mod refusals;
mod roles;
mod scenarios;
#[path = "../practice/secure.rs"]
#[allow(dead_code, reason = "shared with the tests by subject, which use more of it")]
mod secure;
mod servers;
#[path = "../practice/task_harness.rs"]
#[allow(dead_code, reason = "shared with the tests by subject, which use more of it")]
mod task_harness;
mod traps_collections;
mod traps_files;
mod traps_identity;
mod traps_permissions;
mod traps_tasks;
