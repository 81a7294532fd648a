/// The commands there are. To add one, write its file and its line here.
enum Commands {
  static let all: [any SessionCommand.Type] = [
    Generate.self,
    Load.self,
    Split.self,
    Scale.self,
    Select.self,
    Train.self,
    Collect.self,
    Expect.self,
    Plot.self,
    Show.self,
    History.self,
    Plan.self,
    Save.self,
    RunScript.self,
    ReplayScript.self,
    Undo.self,
    Forget.self,
    Rename.self,
    Recover.self,
    SetSetting.self,
    Help.self,
    Tutorial.self,
    Exit.self,
  ]
}
