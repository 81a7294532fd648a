" Vim syntax file for Tangent scripts (.ntk). Made from the catalog by scripts/docs.
if exists("b:current_syntax")
  finish
endif

syntax match ntkNumber "\v<\d[0-9_]*(\.\d+)?([eE][-+]?\d+)?\%?"
syntax match ntkSize "\v<\d+(x\d+)+>"
syntax match ntkRatio "\v<\d+(:\d+)+>"
syntax match ntkChoice "\v<%(crossentropy|mse|sgd|momentum|adam|all|first|random|stratified|rnd|digits|circles|gaussians|lattice|boundary|graphs|sequences|mnist|fashion|cifar10|file|table|kernel|npy|npz|csv|json|safetensors|idx|script|markdown|html|jupyter|seed|timing|hints|progress|pager|output|digits|plot|autosave)>"
syntax match ntkFunction "\v<%(log|log10|exp|sqrt|abs|round|sum|mean|std|max|min|norm|size|sort)>"
syntax match ntkLayer "\v<%(input|flatten|dense|conv|pool|upsample|reshape|patches|positions|embed|attention|layernorm|groupnorm|dropout|activate|residual|repeat|branch|graphconv|relu|tanh|gelu|gelu_tanh|sigmoid|softplus|sin|erf|identity)>"
syntax match ntkQuantity "\v<%(plan|entropy|trace|spectrum|kernel|loss|accuracy|outputs)>"
syntax match ntkCommand "\v<%(generate|load|split|scale|select|train|collect|expect|plot|show|history|save|edit|run|replay|undo|forget|rename|recover|set|help|examples|tutorial|exit)>"
syntax match ntkPreposition "\v<%(on|from|to|for|using|with|until|where|recording|against|by|like|as|every|at|epochs|epoch|of)>"
syntax match ntkLoop "\v<%(for|in|step|time)>"
syntax match ntkLogic "\v<%(and|or|not)>"
syntax match ntkConstant "\v<%(yes|no|it)>"
syntax match ntkOption "\v<\h\w*>\ze\=[^=]"
syntax match ntkField "\v\.\zs\h\w*"
syntax match ntkBound "\v^\s*\zs\h\w*(\s*,\s*\h\w*)*\ze\s+\=[^=]"
syntax match ntkOperator "\v[|~]|\+-|\.\.|[<>=!]\="
syntax match ntkEscape contained "\v\\([\"'\\nt]|u\{\x+\})"
syntax match ntkInterpolation contained "\v\{[^{}]*\}"
syntax region ntkString start=+"+ skip=+\\.+ end=+"+ oneline contains=ntkEscape,ntkInterpolation
syntax region ntkString start=+'+ skip=+\\.+ end=+'+ oneline contains=ntkEscape,ntkInterpolation
syntax keyword ntkTodo contained TODO FIXME XXX
syntax match ntkComment "#.*$" contains=ntkTodo,@Spell
syntax match ntkResult "#=.*$"

highlight default link ntkChoice Type
highlight default link ntkFunction Function
highlight default link ntkLayer Structure
highlight default link ntkQuantity Identifier
highlight default link ntkCommand Statement
highlight default link ntkPreposition Keyword
highlight default link ntkLoop Repeat
highlight default link ntkLogic Operator
highlight default link ntkConstant Boolean
highlight default link ntkNumber Number
highlight default link ntkSize Number
highlight default link ntkRatio Number
highlight default link ntkOption Label
highlight default link ntkOperator Operator
highlight default link ntkEscape SpecialChar
highlight default link ntkInterpolation Special
highlight default link ntkString String
highlight default link ntkTodo Todo
highlight default link ntkComment Comment
highlight default link ntkResult SpecialComment

let b:current_syntax = "ntk"
