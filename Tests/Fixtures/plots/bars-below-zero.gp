# Drawn by Tangent. To see it: gnuplot -p FILE
set encoding utf8
set border 3 linewidth 1 linecolor rgb '#444444'
set tics nomirror out
set grid linetype 1 linewidth 0.5 linecolor rgb '#dddddd'
set xrange [-0.5:4.5]
set xtics 1.0
set style fill solid 0.85 noborder
set xzeroaxis linetype 1 linecolor rgb '#444444'
set key above left horizontal Left reverse noenhanced samplen 2.5 
$series0 << EOD
-0.2 3.0 0.4
0.8 5.0 0.4
1.8 -1.0 0.4
2.8 9.0 0.4
3.8 -4.0 0.4
EOD
$series1 << EOD
0.2 2.0 0.4
1.2 -5.0 0.4
2.2 1.0 0.4
3.2 6.0 0.4
4.2 4.0 0.4
EOD
plot $series0 using 1:2:3 with boxes linecolor rgb '#0072b2' title 'a', \
     $series1 using 1:2:3 with boxes linecolor rgb '#d55e00' title 'b'
