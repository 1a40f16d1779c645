//! The one table of actions: name, what it does, where it works, default keys. The keymap, the
//! help, the footer, the command list, the key table of the README and the tests are made from it.
//! What an action does to the state is left to `update` and the panes.

/// Where keys are read; each context has its own bindings, and all but the ones that take typed
/// text fall back to [`Context::Global`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere that no text is typed.
    Global,
    /// The document list.
    Documents,
    /// The reader.
    Reader,
    /// The reader while a passage is being selected.
    Select,
    /// The timeline.
    Timeline,
    /// A list over the panes: actors, bookmarks, notices, help.
    List,
    /// The list of actors.
    Actors,
    /// The card of an actor.
    Card,
    /// The matrix of who appears with whom.
    Matrix,
    /// The sources of an event.
    Sources,
    /// The list of bookmarks.
    Bookmarks,
    /// The filter of a list, while it is typed.
    Filter,
    /// The line of the lens, while it is edited.
    Lens,
    /// The picker.
    Picker,
    /// A name, while it is typed.
    Naming,
    /// The note of a bookmark, while it is written.
    Note,
    /// A line that is asked for.
    Prompt,
}

impl Context {
    /// All contexts, in the order of the help.
    pub const ALL: [Self; 17] = [
        Self::Global,
        Self::Documents,
        Self::Reader,
        Self::Select,
        Self::Timeline,
        Self::List,
        Self::Actors,
        Self::Card,
        Self::Matrix,
        Self::Sources,
        Self::Bookmarks,
        Self::Filter,
        Self::Lens,
        Self::Picker,
        Self::Naming,
        Self::Note,
        Self::Prompt,
    ];

    /// Its heading in the help.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Documents => "Documents",
            Self::Reader => "Reader",
            Self::Select => "Selecting a passage",
            Self::Timeline => "Timeline",
            Self::List => "Lists",
            Self::Actors => "Actors",
            Self::Card => "Card of an actor",
            Self::Matrix => "Who appears with whom",
            Self::Sources => "Sources of an event",
            Self::Bookmarks => "Bookmarks",
            Self::Filter => "Filtering a list",
            Self::Lens => "Editing the lens",
            Self::Picker => "Picker",
            Self::Naming => "Typing a name",
            Self::Note => "Writing a note",
            Self::Prompt => "Answering a question",
        }
    }

    /// Whether printable keys are text here.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Filter | Self::Lens | Self::Picker | Self::Naming | Self::Note | Self::Prompt
        )
    }

    /// Whether its actions can be asked for by name, from wherever one is.
    #[must_use]
    pub const fn is_command(self) -> bool {
        matches!(
            self,
            Self::Global | Self::Documents | Self::Reader | Self::Timeline
        )
    }

    /// Where a key is looked up after this context.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Global
            | Self::Filter
            | Self::Lens
            | Self::Picker
            | Self::Naming
            | Self::Note
            | Self::Prompt => None,
            Self::Actors | Self::Matrix | Self::Sources | Self::Bookmarks => Some(Self::List),
            Self::Card => Some(Self::Actors),
            Self::Select => Some(Self::Reader),
            _ => Some(Self::Global),
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ActionInfo {
    /// Which.
    pub action: Action,
    /// The name used in files and in the command list.
    pub name: &'static str,
    /// What it does, as a sentence without its full stop.
    pub doc: &'static str,
    /// The few words that the footer has room for.
    pub short: &'static str,
    /// Where it works.
    pub context: Context,
    /// Its keys, in the notation of [`super::key`]; a sequence is separated by spaces.
    pub keys: &'static [&'static str],
}

macro_rules! actions {
    ($($context:ident { $($action:ident $name:literal $short:literal $doc:literal [$($key:literal)*])* })*) => {
        /// Something that the reader can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $doc] $action,)*)*
        }

        /// Every action.
        pub const ACTIONS: &[ActionInfo] = &[
            $($(ActionInfo {
                action: Action::$action,
                name: $name,
                doc: $doc,
                short: $short,
                context: Context::$context,
                keys: &[$($key),*],
            },)*)*
        ];
    };
}

actions! {
    Global {
        Down "down" "down" "Moves down" ["j" "down"]
        Up "up" "up" "Moves up" ["k" "up"]
        HalfDown "half-down" "half down" "Moves half a screen down" ["ctrl-d"]
        HalfUp "half-up" "half up" "Moves half a screen up" ["ctrl-u"]
        PageDown "page-down" "page" "Moves a screen down" ["space" "pagedown" "ctrl-f"]
        PageUp "page-up" "page up" "Moves a screen up" ["pageup" "ctrl-b"]
        Top "top" "top" "Goes to the beginning" ["g g" "home"]
        Bottom "bottom" "end" "Goes to the end" ["G" "end"]
        NextPane "next-pane" "next pane" "Goes to the next pane" ["tab" "l" "right"]
        PreviousPane "previous-pane" "previous pane" "Goes to the previous pane" ["shift-tab" "h" "left"]
        FocusDocuments "documents" "documents" "Goes to the documents" ["1"]
        FocusReader "reader" "reader" "Goes to the reader" ["2"]
        FocusTimeline "timeline" "timeline" "Goes to the timeline" ["3" "t"]
        Open "open" "open" "Opens what is selected" ["enter"]
        Back "back" "back" "Goes one step back: closes, or widens the lens" ["esc"]
        EditLens "lens" "search" "Edits the lens: words, actors, dates" ["/"]
        ClearLens "clear-lens" "clear" "Takes everything out of the lens" ["X"]
        KeepLens "keep-lens" "keep lens" "Keeps the lens under a name" ["W"]
        OnlyBookmarked "only-bookmarked" "bookmarked" "Shows only articles with bookmarks, or all again" ["*"]
        NextHit "next-hit" "next hit" "Goes to the next hit of the lens, across articles" ["n"]
        PreviousHit "previous-hit" "previous hit" "Goes to the previous hit of the lens, across articles" ["N"]
        NextMention "next-mention" "next mention" "Goes to the next mention of the actor, across articles" ["."]
        PreviousMention "previous-mention" "previous mention" "Goes to the previous mention of the actor, across articles" [","]
        NextArticle "next-article" "next article" "Opens the next article" ["J"]
        PreviousArticle "previous-article" "previous article" "Opens the previous article" ["K"]
        Picker "picker" "find" "Finds an article, actor, event, bookmark, kept lens or command by name" ["ctrl-p"]
        Commands "commands" "commands" "Finds a command by name" [":"]
        Actors "actors" "actors" "Lists the actors" ["a"]
        Matrix "matrix" "matrix" "Shows who appears with whom" ["M"]
        Bookmarks "bookmarks" "bookmarks" "Lists the bookmarks" ["B"]
        Undo "undo" "undo" "Takes back the last change of a bookmark, an actor, an event or a lens" ["u"]
        SetMark "set-mark" "mark" "Sets a mark here, under the letter typed next" ["m"]
        GoMark "go-mark" "to mark" "Goes to the mark of the letter typed next" ["'"]
        JumpBack "jump-back" "back" "Goes back to where you were" ["ctrl-o" "alt-left"]
        JumpForward "jump-forward" "forward" "Goes forward again" ["alt-right"]
        OnlyReader "only-reader" "reader only" "Shows only the reader, or all panes again" ["z"]
        Theme "theme" "theme" "Changes to the next theme" ["T"]
        Mouse "mouse" "mouse" "Switches the mouse off, or on again" []
        Notices "notices" "notices" "Lists the notices and the files that could not be read" ["!"]
        Help "help" "help" "Shows every key" ["?"]
        ReadAgain "read-again" "read again" "Reads again what has changed on disk" ["R"]
        StopReading "stop-reading" "stop" "Stops reading the corpus; what was read stays" ["S"]
        Redraw "redraw" "redraw" "Draws the screen again" ["ctrl-l"]
        Suspend "suspend" "suspend" "Gives the terminal back until fg" ["ctrl-z"]
        Quit "quit" "quit" "Leaves the program" ["q" "ctrl-c"]
    }
    Documents {
        Sort "sort" "sort" "Sorts by date, relevance or title" ["s"]
    }
    Reader {
        Select "select" "select" "Selects a passage" ["v"]
        Bookmark "bookmark" "bookmark" "Keeps the passage with a note" ["b"]
        Copy "copy" "copy" "Copies the passage with its citation" ["y"]
        OpenSource "open-source" "source" "Opens a link by its number, or the article's address, after showing it" ["o"]
        DateHere "date-here" "date" "Goes to the date on this line in the timeline" ["d"]
        EditFile "edit-file" "edit" "Opens the article's file in $EDITOR" ["e"]
        CardHere "card-here" "card" "Opens the card of the actor here" ["i"]
        Widen "widen" "wider" "Makes the column of text wider" ["+" "="]
        Narrow "narrow" "narrower" "Makes the column of text narrower" ["-"]
    }
    Select {
        SelectUnit "select-unit" "unit" "Selects by words, sentences or paragraphs" ["v"]
        SelectWords "select-words" "words" "Selects by words" ["w"]
        SelectSentences "select-sentences" "sentences" "Selects by sentences" ["s"]
        SelectParagraphs "select-paragraphs" "paragraphs" "Selects by paragraphs" ["p"]
        SelectMore "select-more" "more" "Moves the end of the selection on" ["l" "right" "j" "down"]
        SelectLess "select-less" "less" "Moves the end of the selection back" ["h" "left" "k" "up"]
        SelectSwap "select-swap" "other end" "Moves the other end instead" ["o"]
        LeaveSelection "leave-selection" "leave" "Leaves the selection" ["q"]
        NameActor "name-actor" "new actor" "Names an actor, or a word to watch for, by the selection" ["a"]
        CallBySelection "call-actor" "is actor" "Lets an actor go by the selected name, too" ["="]
        KeepSelection "keep-selection" "keep" "Keeps the selection with a note" ["enter"]
    }
    Timeline {
        ZoomIn "zoom-in" "zoom in" "Divides time more finely" ["+" "="]
        ZoomOut "zoom-out" "zoom out" "Divides time more coarsely" ["-"]
        Period "period" "period to lens" "Puts the period of the selected row into the lens" ["p"]
        GoDate "go-date" "to a date" "Goes to a date as you type it: settembre 2023, 2023-09" ["d"]
        HideEvent "hide-event" "hide" "Hides the event; undo brings it back" ["x"]
        SplitEvent "split-event" "split" "Makes an event of its own of the source that was opened last" ["s"]
        JoinEvents "join-events" "join" "Joins the event to another: once on the one, once on the other" ["M"]
        EventTitle "event-title" "title" "Gives the event another title" ["e"]
        EventDate "event-date" "date" "Gives the event another date" ["D"]
        EventDecisions "event-decisions" "decided" "Lists what you decided about events, to take one back" ["H"]
        EventSources "event-sources" "sources" "Shows who tells the event, when each says it was, and why" ["i"]
        SwitchBars "bars" "bars" "Counts by the bars what happened in each period, or what was written in it" ["w"]
        SwitchLanes "lanes" "lanes" "Shows lanes of the lens's actors, or of those named most, through time" ["L"]
    }
    List {
        Close "close" "close" "Closes the list" ["q" "esc"]
        Filter "filter" "filter" "Filters the list by typing" ["/"]
    }
    Actors {
        ActorKind "actor-kind" "kind" "Shows the next kind of actor only" ["f"]
        ActorSort "actor-sort" "sort" "Sorts by mentions or by name" ["s"]
        Card "card" "card" "Opens the card of the actor" ["i"]
        RenameActor "rename" "rename" "Shows the actor under another name" ["r"]
        CallActor "also-called" "also called" "Gives the actor another name" ["A"]
        JoinActor "join" "is another" "Says that the actor is really another one" ["m"]
        ChangeKind "change-kind" "change kind" "Says that the actor is of another kind" ["c"]
        HideActor "hide" "hide" "Says that this is no actor; undo brings it back" ["d" "delete"]
        HiddenActors "hidden" "hidden" "Lists the actors that are hidden, to bring one back" ["H"]
        Watch "watch" "watch" "Adds a word to watch for" ["w"]
        CloseActors "close-actors" "close" "Closes the list of actors" ["a"]
    }
    Card {
        CardTime "card-time" "time" "Counts over time by publication, or by what is told" ["t"]
        CloseCard "close-card" "close" "Closes the card" ["i"]
    }
    Matrix {
        MatrixLeft "matrix-left" "left" "Goes a column to the left" ["h" "left"]
        MatrixRight "matrix-right" "right" "Goes a column to the right" ["l" "right"]
        MatrixPassages "matrix-passages" "paragraphs" "Counts paragraphs, or articles again" ["p"]
        MatrixKind "matrix-kind" "kind" "Shows the next kind of actor only" ["f"]
        CloseMatrix "close-matrix" "close" "Closes the matrix" ["M"]
    }
    Sources {
        CloseSources "close-sources" "close" "Closes the sources" ["i"]
    }
    Bookmarks {
        EditNote "edit-note" "edit" "Edits the note" ["e"]
        DeleteBookmark "delete-bookmark" "delete" "Deletes the bookmark; undo brings it back" ["d" "delete"]
        CopyBookmark "copy-bookmark" "copy" "Copies the quote with its citation" ["y"]
        CloseBookmarks "close-bookmarks" "close" "Closes the list of bookmarks" ["B"]
    }
    Filter {
        AcceptFilter "filter-accept" "open" "Opens the selected row" ["enter"]
        KeepFilter "filter-keep" "to the rows" "Keeps the filter and goes to the rows that fit it" ["tab"]
        DropFilter "filter-drop" "drop" "Shows all rows again" ["esc"]
        FilterDown "filter-down" "next" "Selects the next row" ["down" "ctrl-n" "ctrl-j"]
        FilterUp "filter-up" "previous" "Selects the previous row" ["up" "ctrl-p" "ctrl-k"]
    }
    Lens {
        AcceptLens "accept-lens" "keep" "Keeps the lens and goes to the documents" ["enter" "tab"]
        CancelLens "cancel-lens" "cancel" "Puts the lens back as it was" ["esc"]
        OlderLens "older-lens" "older" "Takes an older lens" ["up" "ctrl-p"]
        NewerLens "newer-lens" "newer" "Takes a newer lens" ["down" "ctrl-n"]
        LensHitDown "lens-down" "scroll" "Selects the next article while typing" ["pagedown"]
        LensHitUp "lens-up" "scroll" "Selects the previous article while typing" ["pageup"]
    }
    Picker {
        PickerAccept "picker-accept" "open" "Opens the selected thing" ["enter"]
        PickerCancel "picker-cancel" "close" "Closes the picker" ["esc"]
        PickerDown "picker-down" "next" "Selects the next thing" ["down" "ctrl-n" "ctrl-j" "tab"]
        PickerUp "picker-up" "previous" "Selects the previous thing" ["up" "ctrl-p" "ctrl-k" "shift-tab"]
        ForgetLens "forget-lens" "forget" "Forgets the selected kept lens" ["ctrl-x"]
        PickerPageDown "picker-page-down" "page" "Moves a screen down" ["pagedown"]
        PickerPageUp "picker-page-up" "page up" "Moves a screen up" ["pageup"]
    }
    Naming {
        AcceptName "accept-name" "keep" "Keeps what is typed" ["enter" "ctrl-s"]
        NextNamedKind "named-kind" "kind" "Chooses the next kind" ["tab"]
        CancelName "cancel-name" "close" "Closes without keeping anything" ["esc"]
    }
    Note {
        SaveNote "save-note" "save" "Saves the bookmark" ["ctrl-s" "alt-enter"]
        NoteField "note-field" "tags" "Goes from the note to the tags and back" ["tab" "shift-tab"]
        CancelNote "cancel-note" "close, keep draft" "Closes the note; what was typed is kept as a draft" ["esc"]
        DiscardNote "discard-note" "throw away" "Closes the note and throws away what was typed" ["ctrl-x"]
    }
    Prompt {
        AcceptPrompt "accept-prompt" "accept" "Takes what is typed" ["enter"]
        CancelPrompt "cancel-prompt" "cancel" "Leaves everything as it was" ["esc"]
    }
}

impl Action {
    /// Its row.
    ///
    /// # Panics
    /// Never: the table and the enum are made from one list.
    #[must_use]
    pub fn info(self) -> &'static ActionInfo {
        ACTIONS
            .iter()
            .find(|info| info.action == self)
            .expect("the table and the enum are made from one list")
    }
}
