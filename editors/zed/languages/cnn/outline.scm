(model "model" @context name: (name) @name) @item
(param "param" @context name: (name) @name) @item
(block "block" @context name: (name) @name) @item
(input "input" @name) @item
(layer word: (name) @context name: (name) @name) @item
(repeat "repeat" @name count: (_) @context) @item
(train "train" @name) @item
