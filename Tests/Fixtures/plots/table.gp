# Drawn by Tangent. To see it: gnuplot -p FILE
set encoding utf8
set xlabel 'n' noenhanced
set ylabel 'width' noenhanced
set border 3 linewidth 1 linecolor rgb '#444444'
set tics nomirror out
unset key
set palette defined (0 '#440154', 1 '#481a6c', 2 '#472f7d', 3 '#414487', 4 '#39568c', 5 '#31688e', 6 '#2a788e', 7 '#23888e', 8 '#1f988b', 9 '#22a884', 10 '#35b779', 11 '#54c568', 12 '#7ad151', 13 '#a5db36', 14 '#d2e21b', 15 '#fde725')
set cblabel 'loss' noenhanced offset 1.5,0
set cbrange [0.2:2.25]
set xrange [-0.5:2.5]
set xtics ('10' 0, '20' 1, '30' 2) noenhanced
set yrange [-0.5:1.5]
set ytics ('4' 0, '8' 1) noenhanced
set rmargin at screen 0.81
$cells << EOD
0.31 0.42 0.2
1.5 0.2 2.25
EOD
$undefined << EOD
2 0
EOD
$numbers << EOD
0 0 0.31 16777215
1 0 0.42 16777215
0 1 1.5 0
1 1 0.2 16777215
2 1 2.25 0
EOD
plot $cells matrix with image, \
     $undefined using 1:2:(0.5):(0.5) with boxxyerror fillstyle solid noborder linecolor rgb '#bbbbbb', \
     $undefined using 1:2:('×') with labels noenhanced textcolor rgb '#444444', \
     $numbers using 1:2:(stringcolumn(3)):4 with labels noenhanced textcolor rgb variable
