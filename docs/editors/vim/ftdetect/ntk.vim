" Made by scripts/docs.
autocmd BufNewFile,BufRead *.ntk setfiletype ntk
