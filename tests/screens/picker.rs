//! Finding anything by its name.

use rassegna::app::Pane;
use rassegna::app::msg::Msg;

use super::driver::Driver;

#[test]
fn the_picker_finds_articles_actors_and_commands() {
    let mut room = Driver::embedded(120, 35);
    room.keys("<ctrl-p>patto duma")
        .shows("article")
        .shows("Il patto con Pyongyang");
    room.keys("<enter>");
    assert_eq!(room.app.focus, Pane::Reader);
    room.shows("Il patto con Pyongyang");
    room.keys("<ctrl-p>lvrv")
        .shows("actor")
        .shows("Lavrov")
        .keys("<esc>");
    room.keys(":only reader<enter>").hides("Timeline");
}

#[test]
fn the_picker_tells_of_what_is_selected_before_it_is_chosen() {
    let mut room = Driver::embedded(120, 40);
    room.keys("<ctrl-p>'arriva");
    room.shows("Il patto con Pyongyang arriva alla Duma")
        .shows("21 ottobre 2024 · rassegna, dossier Asia · rassegna")
        .shows("seeds/2024-10-21");
    room.keys("<esc><ctrl-p>zelensky");
    room.shows("Volodymyr Zelensky · person")
        .shows("named 1 time in 1 article");
    room.keys("<esc>:theme");
    room.shows("Changes to the next theme").shows("keys: T");
    // In a small terminal the answers need the room.
    room.keys("<esc>").happen(Msg::Resize(60, 12));
    room.keys("<ctrl-p>zelensky");
    room.shows("Volodymyr Zelensky").hides("named 1 time");
}
