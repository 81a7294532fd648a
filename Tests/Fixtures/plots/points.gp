# Drawn by Tangent. To see it: gnuplot -p FILE
set encoding utf8
set border 3 linewidth 1 linecolor rgb '#444444'
set tics nomirror out
set grid linetype 1 linewidth 0.5 linecolor rgb '#dddddd'
set xrange [0.06100000000000001:1.4389999999999998]
set key above left horizontal Left reverse noenhanced samplen 2.5 
$series0 << EOD
0.1 1.0
0.4 2.0
0.35 1.5
0.8 0.2
EOD
$series1 << EOD
1.1 0.4
1.4 1.7
0.9 1.1
EOD
plot $series0 using 1:2 with points pointtype 7 pointsize 1.0 linecolor rgb '#0072b2' title 'first', \
     $series1 using 1:2 with points pointtype 5 pointsize 1.0 linecolor rgb '#d55e00' title 'second'
